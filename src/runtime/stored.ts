import type {RunOptions, Runner, RunRequest, RunResult} from '../experiments/runner.ts';
import type {RunInput} from '../model/input.ts';
import type {RunRecord} from '../model/record.ts';
import {digestText} from '../numeric/digest.ts';
import {decodeChunk, encodeChunk} from './chunk-codec.ts';

/** Keeps bytes under a name of 64 hex digits; `put` must be all or nothing, also when the power fails. */
export interface ChunkStore {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
}

/** What, besides the request itself, decides the numbers of a run. */
export interface StoreKey {
  readonly scenarioHash: (input: RunInput) => string;
  readonly engineDigest: string; // of the built engine, so that a rebuilt one never serves an old chunk
}

export interface StoredRunner extends Runner {
  readonly reused: number; // runs taken from the store so far
  readonly computed: number;
  readonly kept: number; // runs that the store holds now, of those asked for
}

/** Runs per chunk: small enough that an interruption costs little, large enough that files stay few. */
export const CHUNK_RUNS = 10;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A runner that asks `inner` only for chunks of runs that `store` does not hold, and stores each chunk once complete.
 *
 * Record tables are a hundred times the size of the rest and are not stored: runs that shall yield them are computed, and
 * what else they yield is stored. A damaged chunk, and one with a failed run, counts as missing. Aborting keeps the chunks completed until then. A store
 * that cannot be read or written is reported to `onStoreError` and costs time only.
 */
export function storedRunner(
  inner: Runner,
  store: ChunkStore,
  key: StoreKey,
  onStoreError: (error: unknown) => void = () => undefined,
): StoredRunner {
  let reused = 0;
  let computed = 0;
  let stored = 0;

  async function load(name: string, {from, to}: Span): Promise<RunRecord[] | undefined> {
    try {
      const bytes = await store.get(name);
      const runs = bytes && decodeChunk(bytes);
      return runs?.length === to - from && runs.every(({replicate}, i) => replicate === from + i) ? runs : undefined;
    } catch (error) {
      onStoreError(error);
      return undefined;
    }
  }

  async function compute(request: RunRequest, span: Span, nameOf: (chunk: Span) => string, options: RunOptions) {
    const open = new Map(chunksOf(span).map((chunk) => [chunk.from, {chunk, runs: [] as RunRecord[]}]));
    let writes = Promise.resolve();
    const collect = (result: RunResult): void => {
      if ('reason' in result) return;
      const entry = open.get(Math.max(span.from, result.replicate - (result.replicate % CHUNK_RUNS)));
      if (!entry) throw new Error(`stored runner: got run ${String(result.replicate)}, which nobody asked for`);
      const {chunk, runs} = entry;
      runs.push({...result, tables: []});
      if (runs.length < chunk.to - chunk.from) return;
      open.delete(chunk.from);
      runs.sort((a, b) => a.replicate - b.replicate);
      writes = writes
        .then(() => store.put(nameOf(chunk), encodeChunk(runs)))
        .then(() => void (stored += runs.length), onStoreError);
    };
    try {
      await inner.run(
        {...request, ...span},
        {
          ...options,
          onResults: (results) => {
            computed += results.length;
            results.forEach(collect);
            options.onResults(results);
          },
        },
      );
    } finally {
      await writes;
    }
  }

  return {
    get reused() {
      return reused;
    },
    get computed() {
      return computed;
    },
    get kept() {
      return reused + stored;
    },
    async run(request, options) {
      const nameOf = chunkNames(request, key);
      const missing: Span[] = [];
      for (const chunk of chunksOf(request)) {
        options.signal?.throwIfAborted();
        const runs = request.tables.length > 0 ? undefined : await load(nameOf(chunk), chunk);
        if (runs) {
          reused += runs.length;
          options.onResults(runs);
        } else {
          const last = missing.at(-1);
          if (last?.to === chunk.from) missing[missing.length - 1] = {from: last.from, to: chunk.to};
          else missing.push(chunk);
        }
      }
      for (const span of missing) {
        options.signal?.throwIfAborted();
        await compute(request, span, nameOf, options);
      }
    },
    close: () => {
      inner.close();
    },
  };
}

/** Cuts a range at the multiples of `CHUNK_RUNS`, so that a longer ensemble finds the chunks of a shorter one. */
function chunksOf({from, to}: Span): Span[] {
  const chunks: Span[] = [];
  for (let start = from; start < to;) {
    const end = Math.min(to, start - (start % CHUNK_RUNS) + CHUNK_RUNS);
    chunks.push({from: start, to: end});
    start = end;
  }
  return chunks;
}

function chunkNames({input, seed, series}: RunRequest, key: StoreKey): (chunk: Span) => string {
  // The hash of a scenario leaves the order of its windows open, the order of a record's outcomes follows it.
  const windows = Object.keys(input.windows);
  const shared = [key.engineDigest, key.scenarioHash(input), windows, seed, series];
  return ({from, to}) => digestText(JSON.stringify([...shared, from, to]));
}
