import {type Endpoint, expose} from 'comlink';
import type {RunResult} from '../experiments/runner.ts';
import {createBreath} from './breath.ts';
import {type CreateModel, createSimulator, type RunSpec} from './simulator.ts';

/** What a worker can be asked. A job is known by a number; batches are played one after the other, in order. */
export interface RunApi {
  open(job: number, spec: RunSpec): void;
  /** Plays replicates `from` to `to` (exclusive); fewer come back when the job is shut meanwhile. */
  run(job: number, from: number, to: number): Promise<Batch>;
  shut(job: number): void;
}

export interface Batch {
  readonly results: readonly RunResult[];
  readonly ms: number; // time it took, on the worker's clock
}

/**
 * What a worker says unasked, beside the calls: `ready` once it listens (a call before that would be lost), and a beat
 * after every run, whose absence shows that it hangs.
 */
export type Sign = {readonly sluice: 'ready'} | {readonly sluice: 'beat'; readonly replicate: number};

export function isSign(data: unknown): data is Sign {
  return typeof data === 'object' && data !== null && 'sluice' in data;
}

/** Answers calls of `RunApi` at `endpoint` with runs of the models that `createModel` makes. */
export function serve(endpoint: Endpoint, createModel: CreateModel): void {
  const simulate = createSimulator(createModel);
  const breathe = createBreath();
  const jobs = new Map<number, RunSpec>();
  const say = (sign: Sign) => {
    endpoint.postMessage(sign);
  };
  let last: Promise<unknown> = Promise.resolve();

  async function play(job: number, from: number, to: number): Promise<Batch> {
    const began = performance.now();
    const results: RunResult[] = [];
    for (let replicate = from; replicate < to; replicate++) {
      // So that `shut` is heard, and the reply to the batch before has left before this one says a beat.
      await breathe();
      const spec = jobs.get(job);
      if (spec === undefined) break;
      results.push(simulate(spec, replicate));
      say({sluice: 'beat', replicate});
    }
    return {results, ms: performance.now() - began};
  }

  const api: RunApi = {
    open(job, spec) {
      jobs.set(job, spec);
    },
    run(job, from, to) {
      const batch = last.then(() => play(job, from, to));
      last = batch.catch(() => undefined);
      return batch;
    },
    shut(job) {
      jobs.delete(job);
    },
  };
  expose(api, endpoint);
  say({sluice: 'ready'});
}
