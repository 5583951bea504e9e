import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Runner, RunRequest, RunResult} from '../../src/experiments/runner.ts';
import type {RunInput} from '../../src/model/input.ts';
import type {RunRecord} from '../../src/model/record.ts';
import {decodeChunk, encodeChunk} from '../../src/runtime/chunk-codec.ts';
import {type ChunkStore, CHUNK_RUNS, storedRunner} from '../../src/runtime/stored.ts';

const windows = {before: {from: 0, to: 7}, after: {from: 7, to: 14}};
const input = {start: '2023-01-02', windows} as unknown as RunInput;
const request: RunRequest = {input, seed: 's', from: 0, to: 25, series: [], tables: []};

function recordOf(replicate: number, seed = 's'): RunRecord {
  return {
    replicate,
    outcomes: Float64Array.of(replicate + 0.1, Number.NaN, -0, seed.length),
    series: [Float64Array.of(1, Number.NaN, replicate), new Float64Array(0)],
    digest: `${seed}${String(replicate)}`,
    tables: [],
  };
}

/** A runner that reports runs backwards in batches of three, and counts what it was asked for. */
function syntheticRunner(result: (replicate: number, seed: string) => RunResult = recordOf) {
  const asked: number[] = [];
  const runner: Runner = {
    async run({from, to, seed}, {signal, onResults}) {
      for (let end = to; end > from; end -= 3) {
        await Promise.resolve();
        signal?.throwIfAborted();
        const batch = Array.from({length: Math.min(3, end - from)}, (_, i) => end - 1 - i);
        asked.push(...batch);
        onResults(batch.map((replicate) => result(replicate, seed)));
      }
    },
    close: () => undefined,
  };
  return {runner, asked};
}

function memoryStore() {
  const files = new Map<string, Uint8Array>();
  const store: ChunkStore = {
    get: (key) => Promise.resolve(files.get(key)),
    put: (key, bytes) => Promise.resolve(void files.set(key, bytes)),
  };
  return {store, files};
}

async function collect(runner: Runner, asked: RunRequest = request, signal?: AbortSignal): Promise<RunResult[]> {
  const results: RunResult[] = [];
  await runner.run(asked, {onResults: (batch) => results.push(...batch), ...(signal && {signal})});
  return results.sort((a, b) => a.replicate - b.replicate);
}

const key = (engineDigest = 'e1') => ({engineDigest, scenarioHash: (of: RunInput) => of.start});

describe('storedRunner', () => {
  it('gives back from the store the very bytes that the runner gave, and asks the runner for nothing', async () => {
    const {store} = memoryStore();
    const first = await collect(storedRunner(syntheticRunner().runner, store, key()));
    const {runner, asked} = syntheticRunner();
    const again = storedRunner(runner, store, key());
    const second = await collect(again);
    expect(asked).toEqual([]);
    expect([again.reused, again.computed]).toEqual([25, 0]);
    expect(second).toEqual(first);
    const bits = (run: RunResult) => [...new Uint8Array((run as RunRecord).outcomes.slice().buffer)];
    expect(second.map(bits)).toEqual(Array.from({length: 25}, (_, i) => bits(recordOf(i))));
  });

  it('asks only for the chunks that are missing when an ensemble grows', async () => {
    const {store} = memoryStore();
    await collect(storedRunner(syntheticRunner().runner, store, key()), {...request, to: 20});
    const {runner, asked} = syntheticRunner();
    const results = await collect(storedRunner(runner, store, key()), {...request, to: 34});
    expect(asked.sort((a, b) => a - b)).toEqual(Array.from({length: 14}, (_, i) => 20 + i));
    expect(results.map(({replicate}) => replicate)).toEqual(Array.from({length: 34}, (_, i) => i));
  });

  it('computes runs that shall yield record tables, and keeps all but the tables', async () => {
    const {store} = memoryStore();
    const table = {id: 'releases', rows: 0, columns: []};
    const withTables = syntheticRunner((replicate) => ({...recordOf(replicate), tables: [table]}));
    const asked = {...request, tables: ['releases']};
    for (let i = 1; i <= 2; i++) {
      const results = await collect(storedRunner(withTables.runner, store, key()), asked);
      expect(withTables.asked).toHaveLength(25 * i);
      for (const result of results) expect(result).toMatchObject({tables: [table]});
    }
    const plain = syntheticRunner();
    const results = await collect(storedRunner(plain.runner, store, key()));
    expect(plain.asked).toEqual([]);
    expect(results).toEqual(await collect(syntheticRunner().runner));
  });

  it('keeps the chunks complete at an abort, so that the same request resumes', async () => {
    const {store, files} = memoryStore();
    const abort = new AbortController();
    const {runner} = syntheticRunner((replicate, seed) => {
      if (replicate === 8) abort.abort();
      return recordOf(replicate, seed);
    });
    const stored = storedRunner(runner, store, key());
    await expect(collect(stored, request, abort.signal)).rejects.toThrow('abort');
    expect(stored.kept).toBe(15);
    expect(files.size).toBe(2); // 20 to 25 and 10 to 20; of 0 to 10 a part only
    const second = syntheticRunner();
    const results = await collect(storedRunner(second.runner, store, key()));
    expect(second.asked).toHaveLength(CHUNK_RUNS);
    expect(results).toEqual(await collect(syntheticRunner().runner));
  });

  it.each<[string, Partial<RunRequest>, string]>([
    ['another engine', {}, 'e2'],
    ['another scenario', {input: {...input, start: '2024-01-01'}}, 'e1'],
    ['windows in another order', {input: {...input, windows: {after: windows.after, before: windows.before}}}, 'e1'],
    ['another seed', {seed: 't'}, 'e1'],
    ['other series', {series: ['hhi']}, 'e1'],
  ])('never serves a chunk to %s', async (_, change, engine) => {
    const {store} = memoryStore();
    await collect(storedRunner(syntheticRunner().runner, store, key()));
    const {runner, asked} = syntheticRunner();
    await collect(storedRunner(runner, store, key(engine)), {...request, ...change});
    expect(asked).toHaveLength(25);
  });

  it('computes a chunk again when any byte of it is damaged or missing', async () => {
    const {store, files} = memoryStore();
    await collect(storedRunner(syntheticRunner().runner, store, key()));
    const [name, bytes] = [...files][0];
    for (const damage of [0, 5, 9, 40, bytes.length - 40, bytes.length - 1]) {
      const bad = bytes.slice();
      bad[damage] ^= 1;
      files.set(name, bad);
      const {runner, asked} = syntheticRunner();
      expect(await collect(storedRunner(runner, store, key()))).toEqual(await collect(syntheticRunner().runner));
      expect(asked.length, `byte ${String(damage)}`).toBeGreaterThan(0);
    }
    files.set(name, bytes.slice(0, -7));
    const {runner, asked} = syntheticRunner();
    await collect(storedRunner(runner, store, key()));
    expect(asked.length).toBeGreaterThan(0);
  });

  it('hands on failed runs and never stores a chunk that holds one', async () => {
    const {store, files} = memoryStore();
    const failing = (replicate: number) =>
      replicate === 14 ? {replicate, week: 3, reason: 'impossible'} : recordOf(replicate);
    const errors: unknown[] = [];
    const runner = storedRunner(syntheticRunner(failing).runner, store, key(), (error) => errors.push(error));
    const results = await collect(runner);
    expect(errors).toEqual([]);
    expect(results[14]).toEqual({replicate: 14, week: 3, reason: 'impossible'});
    expect(files.size).toBe(2);
  });

  it('goes on without a store that cannot be read or written, and says so', async () => {
    const errors: unknown[] = [];
    const broken: ChunkStore = {
      get: () => Promise.reject(new Error('cannot read')),
      put: () => Promise.reject(new Error('cannot write')),
    };
    const runner = storedRunner(syntheticRunner().runner, broken, key(), (error) => errors.push(error));
    expect(await collect(runner)).toHaveLength(25);
    expect(errors.map(String)).toEqual([
      ...Array<string>(3).fill('Error: cannot read'),
      ...Array<string>(3).fill('Error: cannot write'),
    ]);
  });
});

describe('encodeChunk', () => {
  it('keeps the bits of every number', () => {
    fc.assert(
      fc.property(fc.float64Array({maxLength: 20}), fc.uint8Array({minLength: 8, maxLength: 8}), (values, odd) => {
        const outcomes = Float64Array.of(...values, new DataView(odd.slice().buffer).getFloat64(0));
        const [back] = decodeChunk(encodeChunk([{...recordOf(0), outcomes}])) ?? [];
        // A NaN may lose its payload to the host, never its place.
        expect([...back.outcomes].map((x) => Object.is(x, -0) || x)).toEqual(
          [...outcomes].map((x) => Object.is(x, -0) || x),
        );
      }),
    );
  });

  it('is not read when its version differs', () => {
    const bytes = encodeChunk([recordOf(0)]);
    expect(decodeChunk(bytes)).toHaveLength(1);
    bytes[7] = 2;
    expect(decodeChunk(bytes)).toBeUndefined();
  });
});
