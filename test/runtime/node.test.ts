import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';
import {testPrograms} from '../support/test-programs.ts';

it('lets the process end by itself once the runner is closed', async () => {
  const program = fileURLToPath((await testPrograms())['synthetic-node-worker']);
  // A process that does not end is killed at the deadline, which rejects.
  const {stdout, stderr} = await promisify(execFile)(process.execPath, [program], {timeout: 10_000});
  expect(stdout).toBe('20 runs\n');
  expect(stderr).toBe('');
}, 60_000);
