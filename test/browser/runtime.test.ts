import {afterEach, describe, expect, it} from 'vitest';
import {createFold, type Fold} from '../../src/experiments/fold.ts';
import type {Runner, RunRequest} from '../../src/experiments/runner.ts';
import {createSimulator} from '../../src/runtime/simulator.ts';
import {createWebRunner, type WebRunnerOptions} from '../../src/runtime/web.ts';
import {createSyntheticModel, type Knobs, syntheticInput} from '../support/synthetic-model.ts';

let runners: Runner[] = [];

afterEach(() => {
  for (const runner of runners) runner.close();
  runners = [];
});

/** A pool over web workers that a test can reach, to end them from outside. */
function pool(workers: number, options: Partial<WebRunnerOptions> = {}): {runner: Runner; started: Worker[]} {
  const started: Worker[] = [];
  const startWorker = () => {
    const worker = new Worker(new URL('../support/synthetic-web-worker.ts', import.meta.url), {type: 'module'});
    started.push(worker);
    return worker;
  };
  const runner = createWebRunner({workers, startWorker, ...options});
  runners.push(runner);
  return {runner, started};
}

function request(to: number, knobs: Knobs = {}): RunRequest {
  return {input: syntheticInput(knobs), seed: 'browser', from: 0, to, series: ['level'], tables: []};
}

async function play(runner: Runner, asked: RunRequest, onBatch?: (fold: Fold) => void): Promise<Fold> {
  const fold = createFold(asked.to);
  await runner.run(asked, {
    onResults(results) {
      fold.add(results);
      onBatch?.(fold);
    },
  });
  return fold;
}

/** The oracle: the same runs one after the other on this thread, without a pool. */
function digestsHere({to, ...spec}: RunRequest): string[] {
  const simulate = createSimulator(createSyntheticModel);
  const fold = createFold(to);
  for (let replicate = 0; replicate < to; replicate++) fold.add([simulate(spec, replicate)]);
  return fold.digests(to);
}

describe('createWebRunner', () => {
  it('gives the results of one thread with any number of workers and any batch size', async () => {
    const asked = request(200);
    const expected = digestsHere(asked);
    for (const [workers, batch] of [
      [1, 1],
      [2, 13],
      [3, 1000],
    ]) {
      const fold = await play(pool(workers, {batch}).runner, asked);
      expect(fold.digests(200)).toEqual(expected);
    }
    expect((await play(pool(2).runner, asked)).digests(200)).toEqual(expected);
  }, 20_000);

  it('finishes with the same results when a worker is ended without a word', async () => {
    const {runner, started} = pool(2, {silence: 400, batch: 10});
    const asked = request(200, {ms: 10}); // two seconds: the news of a batch may come late on a busy machine
    await play(runner, request(100, {ms: 5})); // until both are at work
    let killed = false;
    const fold = await play(runner, asked, ({done}) => {
      if (done < 40 || killed) return;
      killed = true;
      started[0].terminate(); // no event tells of it
    });
    expect(started.length).toBeGreaterThanOrEqual(3);
    expect(fold.failures(200)).toEqual([]);
    expect(fold.digests(200)).toEqual(digestsHere(asked));
  }, 20_000);

  it('finds a run that hangs, names it, and finishes the others', async () => {
    const fold = await play(pool(2, {silence: 400, batch: 4}).runner, request(16, {hangs: 5}));
    expect(fold.failures(16)).toEqual([{replicate: 5, week: NaN, reason: 'its worker died twice: no sign of life'}]);
  }, 20_000);

  it('says so when the program of the worker cannot be loaded', async () => {
    const startWorker = () => new Worker(URL.createObjectURL(new Blob(['syntax error here'])), {type: 'module'});
    const {runner} = pool(1, {startWorker});
    await expect(play(runner, request(3))).rejects.toThrow('workers cannot be started');
  });
});

describe('cancelling a web runner', () => {
  async function cancel(runner: Runner, asked: RunRequest, enough: number): Promise<number> {
    const controller = new AbortController();
    let began = 0;
    let reported = 0;
    const run = runner.run(asked, {
      signal: controller.signal,
      onResults(results) {
        reported += results.length;
        if (began > 0 || reported < enough) return;
        began = performance.now();
        controller.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
    return performance.now() - began;
  }

  it('is answered by the workers themselves between two runs', async () => {
    const {runner, started} = pool(2, {batch: 100});
    const ms = await cancel(runner, request(1000, {ms: 2}), 1);
    expect(ms).toBeLessThan(400); // 100 ms, times 4 for a busy machine
    expect(started).toHaveLength(2);
    expect((await play(runner, request(20))).digests(20)).toEqual(digestsHere(request(20)));
  }, 20_000);

  it('ends workers that are deep in a run, and replaces them', async () => {
    const {runner, started} = pool(2, {batch: 1});
    const ms = await cancel(runner, request(40, {hangs: 0}), 38);
    expect(ms).toBeLessThan(400);
    expect(started.length).toBeGreaterThanOrEqual(3);
    expect((await play(runner, request(20))).digests(20)).toEqual(digestsHere(request(20)));
  }, 20_000);
});
