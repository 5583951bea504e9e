import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ROOT, setUp} from './setup.mjs';

/** @typedef {{status: string, assertionResults: {status: string}[]}} FileResult */

/**
 * Counts tests in Vitest's JSON report; a file that failed before its first test counts as one failure.
 *
 * @param {string} path
 */
function count(path) {
  const {testResults: files} = /** @type {{testResults: FileResult[]}} */ (JSON.parse(readFileSync(path, 'utf8')));
  const tests = files.flatMap(({assertionResults}) => assertionResults);
  const having = (/** @type {string} */ status) => tests.filter((test) => test.status === status).length;
  const broken = files.filter(
    ({status, assertionResults}) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = having('passed');
  const failed = having('failed') + broken.length;
  return {passed, failed, skipped: tests.length - passed - having('failed')};
}

setUp();
const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
const report = join(folder, 'report.json');
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)];
const vitest = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
  cwd: ROOT,
  stdio: 'inherit',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => vitest.kill(signal));
vitest.on('close', (code) => {
  try {
    const {passed, failed, skipped} = count(report);
    if (failed === 0 && code !== 0)
      process.stdout.write('The run failed outside of its tests: see the errors above.\n');
    if (skipped > 0) process.stdout.write(`${String(skipped)} skipped\n`);
    process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
    process.exitCode = code ?? 1;
  } catch {
    process.stdout.write('No test report: the run ended before its first test.\n0 passed, 1 failed\n');
    process.exitCode = code || 1;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});
