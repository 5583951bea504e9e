import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {bundle} from '../../scripts/bundle.mjs';
import {ROOT} from '../../scripts/setup.mjs';

// Oracle: a program of a few lines whose output is known.

const SOURCES = 'build/probe-sources';
const entries = {main: `${SOURCES}/main.ts`, worker: `${SOURCES}/worker.ts`};
const folders = [SOURCES];
const made = join(ROOT, 'build/probe');

const write = (file: string, text: string) => {
  writeFileSync(join(ROOT, SOURCES, file), text);
};

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Launches the probe as `npm run sluice` launches the command line; `onOut` sees the process at its first output. */
async function launchProbe(args: readonly string[], onOut?: (kill: (signal: NodeJS.Signals) => void) => void) {
  const code = `
    import {launch} from ${JSON.stringify(new URL('../../scripts/bundle.mjs', import.meta.url).href)};
    await launch('probe', ${JSON.stringify(entries)}, ${JSON.stringify(folders)});`;
  // The first argument stands for the path of the launching script.
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, '--', 'launcher', ...args], {cwd: ROOT});
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => {
    if (out === '') onOut?.((signal) => child.kill(signal));
    out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  return new Promise<Ending>((resolve) => child.on('close', (code, signal) => resolve({code, signal, out, err})));
}

describe('bundle', () => {
  beforeAll(() => mkdirSync(join(ROOT, SOURCES), {recursive: true}));
  beforeEach(() => {
    rmSync(made, {recursive: true, force: true});
    write('main.ts', "process.stdout.write(process.argv.slice(2).join('|'));\nprocess.exitCode = 3;\n");
    write('worker.ts', 'export {};\n');
  });
  afterAll(() => {
    for (const path of [SOURCES, 'build/probe', 'build/probe.lock']) {
      rmSync(join(ROOT, path), {recursive: true, force: true});
    }
  });

  it('builds what is missing, then hands over arguments, exit code and an untouched stdout', async () => {
    expect(await launchProbe(['a b', '--json'])).toEqual({
      code: 3,
      signal: null,
      out: 'a b|--json',
      err: 'Building probe…\n',
    });
    expect(existsSync(join(made, 'worker.js'))).toBe(true);
    expect(await launchProbe(['c'])).toEqual({code: 3, signal: null, out: 'c', err: ''});
  });

  it('lets signals reach the program', async () => {
    write(
      'main.ts',
      "process.on('SIGINT', () => process.exit(130));\nprocess.stdout.write('up');\nsetInterval(() => 0, 9);\n",
    );
    expect(await launchProbe([], (kill) => kill('SIGINT'))).toMatchObject({code: 130, out: 'up'});
  });

  it('builds anew when a source has changed and only then', async () => {
    await bundle('probe', entries, folders);
    const first = statSync(join(made, 'main.js')).mtimeMs;
    await bundle('probe', entries, folders);
    expect(statSync(join(made, 'main.js')).mtimeMs).toBe(first);
    write('main.ts', "process.stdout.write('new');\n");
    expect((await launchProbe([])).out).toBe('new');
  });

  it('is built once when several start together', async () => {
    const endings = await Promise.all(['a', 'b', 'c'].map((arg) => launchProbe([arg])));
    expect(endings.map(({out}) => out)).toEqual(['a', 'b', 'c']);
    expect(endings.filter(({err}) => err.includes('Building'))).toHaveLength(1);
  });

  it('breaks the lock of a builder that died', async () => {
    const dead = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, ['-e', '']);
      child.on('close', () => resolve(child.pid ?? 0));
    });
    writeFileSync(`${made}.lock`, String(dead));
    expect((await launchProbe(['after'])).out).toBe('after');
    expect(existsSync(`${made}.lock`)).toBe(false);
  });

  it('fails and says why when a source does not parse, leaving no lock', async () => {
    write('main.ts', 'const = ;\n');
    const {code, out, err} = await launchProbe([]);
    expect({code, out}).toEqual({code: 1, out: ''});
    expect(err).toContain('main.ts');
    expect(existsSync(`${made}.lock`)).toBe(false);
  });
}, 60_000);
