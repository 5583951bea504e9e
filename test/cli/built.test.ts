import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {bundle, CLI} from '../../scripts/bundle.mjs';
import {OUTPUT_SCHEMAS} from '../../src/cli/output-schema.ts';
import {resultHash} from '../../src/experiments/receipt.ts';

let main: string;
let root: string;
let store: string;
let scenario: string;

beforeAll(async () => {
  main = `${await bundle('cli', CLI)}/main.js`;
  root = await mkdtemp(join(tmpdir(), 'sluice-built-'));
  scenario = join(root, 'short.yaml');
  const windows = 'windows: {before: [2023-01-02, 2023-04-03], after: [2023-04-03, 2023-07-03]}';
  await writeFile(scenario, `sluice: 1\nid: short\nend: 2023-07-03\n${windows}\n`);
}, 120_000);
beforeEach(() => {
  store = join(root, String(Math.floor(performance.now() * 1000)));
});
afterAll(() => rm(root, {recursive: true, force: true}));

function start(...words: string[]): {
  child: ChildProcess;
  result: Promise<{code: number | null; out: string; err: string}>;
} {
  const child = spawn(process.execPath, [main, ...words], {env: {...process.env, XDG_CACHE_HOME: store}});
  const printed = {out: '', err: ''};
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.err += text));
  return {child, result: once(child, 'close').then(([code]) => ({code: code as number | null, ...printed}))};
}

const sluice = (...words: string[]) => start(...words).result;
const parsed = (out: string) => OUTPUT_SCHEMAS.run.parse(JSON.parse(out));

async function chunkCount(): Promise<number> {
  const entries = await readdir(store, {recursive: true}).catch(() => []);
  return entries.filter((name) => name.endsWith('.chunk')).length;
}

describe('the built program', {timeout: 120_000}, () => {
  it('gives one hash with any number of workers, and one JSON document on stdout', async () => {
    const words = ['run', scenario, '--runs', '12', '--json', '--fresh', '--store'];
    const one = await sluice(...words, store, '--workers', '1');
    const three = await sluice(...words, store, '--workers', '3');
    expect([one.code, three.code]).toEqual([0, 0]);
    expect(parsed(one.out).receipt.runs).toBe(12);
    expect(three.out).toBe(one.out);
    const again = await sluice(...words.filter((word) => word !== '--fresh'), store);
    expect(again.out).toBe(one.out);
    expect(again.err).toContain('12 of them kept from before');
  });

  it.each(['SIGINT', 'SIGKILL'] as const)('resumes after %s to the result of an uninterrupted run', async (signal) => {
    const words = ['run', scenario, '--runs', '150', '--json', '--workers', '1', '--store', store];
    const {child, result} = start(...words);
    while ((await chunkCount()) < 2 && child.exitCode === null) await delay(5);
    child.kill(signal);
    const stopped = await result;
    expect([stopped.code, stopped.out]).toEqual([signal === 'SIGINT' ? 130 : null, '']);
    const kept = (await chunkCount()) * 10;
    expect(kept).toBeGreaterThanOrEqual(20);
    expect(kept).toBeLessThan(150);
    if (signal === 'SIGINT') {
      expect(stopped.err).toContain(`interrupted: ${String(kept)} of 150 runs are kept; the same command resumes`);
    }
    const resumed = await sluice(...words);
    expect(resumed.code).toBe(0);
    expect(resumed.err).toContain('150 of 150 runs done');
    expect(resumed.err).toContain(`${String(kept)} of them kept from before`);
    const whole = await sluice(...words, '--fresh', '--workers', '2');
    expect(resumed.out).toBe(whole.out);
  });

  it('keeps runs in the cache folder of the user when no store is named', async () => {
    expect((await sluice('run', scenario, '--runs', '10')).code).toBe(0);
    expect(await chunkCount()).toBe(1);
  });

  it('writes a folder that it can verify', async () => {
    const out = join(root, 'out');
    const words = ['compare', scenario, scenario, '--set-b', 'service.mean_days=20', '--runs', '4', '--store', store];
    const compared = await sluice(...words, '--out', out, '--records', 'releases,incidents');
    expect(compared.code).toBe(0);
    expect((await readdir(out)).sort()).toContain('receipt.json');
    expect((await readdir(root)).filter((name) => name.endsWith('.part'))).toEqual([]);
    const verified = await sluice('verify', out);
    expect(verified.out).toMatch(/^matches [0-9a-f]{64}\n$/);
    expect(verified.code).toBe(0);
    await writeFile(join(out, 'summary.csv'), 'scenario\r\n');
    expect(await sluice('verify', out)).toMatchObject({code: 3, out: 'differs\nsummary.csv: the file was changed\n'});
  });

  it('replays one run event by event to the digest it has in the ensemble', async () => {
    const {out} = await sluice('run', scenario, '--runs', '1', '--json', '--store', store);
    const {receipt} = parsed(out);
    const traced = await sluice('run', scenario, '--trace', '0');
    expect(traced.code).toBe(0);
    const events = traced.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as {what: string; digest?: string});
    expect(events.length).toBeGreaterThan(20);
    const {what, digest = ''} = events[events.length - 1];
    expect(what).toBe('end');
    const {engineVersion, scenarioHash, seed} = receipt;
    expect(resultHash(engineVersion, scenarioHash, seed, [digest])).toBe(receipt.resultHash);
  });

  it('refuses bad input without a trace on disk', async () => {
    const bad = await sluice('run', scenario, '--set', 'step_days=2', '--out', join(root, 'none'), '--store', store);
    expect([bad.code, bad.out]).toEqual([2, '']);
    expect(bad.err.trimEnd().split('\n')).toHaveLength(1);
    expect(await readdir(root)).not.toContain('none');
    expect(await chunkCount()).toBe(0);
  });

  it('ends in peace when its reader stops early', async () => {
    const {child, result} = start('parameters', '--json');
    child.stdout?.destroy();
    const {code, err} = await result;
    expect([code, err]).toEqual([0, '']);
  });

  it('warns once and goes on when the store cannot be used', async () => {
    const {code, err} = await sluice('run', scenario, '--runs', '30', '--store', join(scenario, 'below-a-file'));
    expect(code).toBe(0);
    expect(err.match(/store: cannot be used/g)).toHaveLength(1);
  });
});
