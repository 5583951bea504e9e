import {spawnSync} from 'node:child_process';
import {delimiter, join} from 'node:path';
import {ROOT, setUp} from './setup.mjs';

const STEPS = ['prettier --check .', 'eslint .', 'tsc', 'tsc -p src/tsconfig.pure.json', 'vitest run', 'knip'];

setUp();
const env = {...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`};
for (const step of STEPS) {
  process.stdout.write(`\n— ${step}\n`);
  const {status} = spawnSync(step, {cwd: ROOT, env, stdio: 'inherit', shell: true});
  if (status !== 0) {
    process.stderr.write(`\ncheck stopped at: ${step}\n`);
    process.exit(status ?? 1);
  }
}
process.stdout.write(`\nAll ${String(STEPS.length)} checks passed.\n`);
