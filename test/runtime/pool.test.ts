import {setTimeout as delay} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import {nodeEndpoint} from '../../src/runtime/node-endpoint.ts';
import {afterEach, beforeAll, describe, expect, it, vi} from 'vitest';
import {createFold, type Fold} from '../../src/experiments/fold.ts';
import {resultHash} from '../../src/experiments/receipt.ts';
import type {Runner, RunRequest} from '../../src/experiments/runner.ts';
import {createNodeRunner} from '../../src/runtime/node.ts';
import {createPool, type PoolOptions} from '../../src/runtime/pool.ts';
import {createSimulator} from '../../src/runtime/simulator.ts';
import {createSyntheticModel, type Knobs, syntheticInput} from '../support/synthetic-model.ts';
import {testPrograms} from '../support/test-programs.ts';

vi.setConfig({testTimeout: 30_000}); // threads start slowly on a busy machine

let entry: URL;
let runners: Runner[] = [];

beforeAll(async () => {
  ({'synthetic-node-worker': entry} = await testPrograms());
}, 60_000);

afterEach(() => {
  for (const runner of runners) runner.close();
  runners = [];
});

function open(runner: Runner): Runner {
  runners.push(runner);
  return runner;
}

/** A pool over threads that a test can reach, to end them from outside. */
function pool(size: number, options: Partial<PoolOptions> = {}): {runner: Runner; threads: Worker[]} {
  const threads: Worker[] = [];
  const spawn = () => {
    const worker = new Worker(entry);
    threads.push(worker);
    return {
      endpoint: nodeEndpoint(worker),
      onDeath: (listener: (reason: string) => void) => {
        worker.on('error', (error) => {
          listener(error.message);
        });
        worker.on('exit', () => {
          listener('the thread ended');
        });
      },
      terminate: () => void worker.terminate(),
    };
  };
  return {runner: open(createPool({size, spawn, ...options})), threads};
}

function request(to: number, knobs: Knobs = {}, seed = 'pool'): RunRequest {
  return {input: syntheticInput(knobs), seed, from: 0, to, series: ['level'], tables: []};
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

const hashOf = (fold: Fold) => resultHash('1', 'scenario', 'pool', fold.digests(fold.total));

/** The oracle: the same runs one after the other on this thread, without a pool. */
function hashHere({to, ...spec}: RunRequest): string {
  const simulate = createSimulator(createSyntheticModel);
  const fold = createFold(to);
  for (let replicate = 0; replicate < to; replicate++) fold.add([simulate(spec, replicate)]);
  return hashOf(fold);
}

describe('createPool over Node threads', () => {
  it.each([1, 2, 7])('gives the hash of one thread with %i workers and any batch size', async (workers) => {
    const asked = request(1000);
    const expected = hashHere(asked);
    for (const batch of [1, 13, 1000, undefined]) {
      const runner = open(createNodeRunner({workers, entry, ...(batch !== undefined && {batch})}));
      expect(hashOf(await play(runner, asked)), `batch ${String(batch)}`).toBe(expected);
      runner.close();
    }
  });

  it('plays only the replicates asked for, each once', async () => {
    const seen: number[] = [];
    await pool(2).runner.run(
      {...request(30), from: 11},
      {onResults: (results) => seen.push(...results.map(({replicate}) => replicate))},
    );
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({length: 19}, (_, i) => 11 + i));
  });

  it('brings series across the threads bit for bit', async () => {
    const fold = await play(pool(2).runner, request(20));
    const simulate = createSimulator(createSyntheticModel);
    expect(fold.records(20)).toEqual(Array.from({length: 20}, (_, i) => simulate(request(20), i)));
  });

  it('finishes with the same hash when workers are killed in mid-run', async () => {
    const {runner, threads} = pool(2, {batch: 10});
    const asked = request(450, {ms: 1});
    let kills = 0;
    const fold = await play(runner, asked, ({done}) => {
      // Far enough apart for the runs lost before to be made up: a second death would fail them.
      if (done > 100 * (kills + 1) && kills < 3) void threads[kills++].terminate(); // the third is a substitute
    });
    expect(kills).toBe(3);
    expect(threads.length).toBeGreaterThanOrEqual(5);
    expect(fold.failures(450)).toEqual([]);
    expect(hashOf(fold)).toBe(hashHere(asked));
  });

  it('names the run that kills its worker twice, and finishes the others', async () => {
    const {runner, threads} = pool(1, {batch: 7});
    const fold = await play(runner, request(40, {exits: 2}));
    expect(fold.failures(40)).toEqual([{replicate: 2, week: NaN, reason: 'its worker died twice: the thread ended'}]);
    expect(fold.records(40)).toHaveLength(39);
    expect(threads.length).toBeGreaterThanOrEqual(3);
    expect(threads.length).toBeLessThanOrEqual(4); // beats name it at the first death, or on a busy machine at the second
  });

  it('finds a run that hangs by the silence of its worker, and finishes the others', async () => {
    const fold = await play(pool(2, {silence: 300, batch: 5}).runner, request(20, {hangs: 3}));
    expect(fold.failures(20)).toEqual([{replicate: 3, week: NaN, reason: 'its worker died twice: no sign of life'}]);
  });

  it('takes a long batch that shows signs of life for alive', async () => {
    const {runner, threads} = pool(1, {silence: 200, batch: 40});
    const fold = await play(runner, request(40, {ms: 20})); // 800 ms of work in one message
    expect(fold.failures(40)).toEqual([]);
    expect(threads).toHaveLength(1);
  });

  it('learns how long runs take, and waits longer for long ones than for short', async () => {
    const {runner, threads} = pool(1, {silence: 100});
    const fold = await play(runner, request(3, {ms: 350}));
    expect(fold.failures(3)).toEqual([]);
    expect(threads).toHaveLength(1);
  });

  it('reports a failing run as data, with its week and reason', async () => {
    const fold = await play(pool(2).runner, request(10, {throws: 6}));
    expect(fold.failures(10)).toEqual([{replicate: 6, week: 3, reason: 'synthetic fault'}]);
    expect(fold.records(10)).toHaveLength(9);
  });

  it('rejects a scenario that cannot be built, and goes on with the next one', async () => {
    const {runner} = pool(2);
    await expect(play(runner, request(50, {refuses: 1}))).rejects.toThrow('this scenario cannot be built');
    expect(hashOf(await play(runner, request(50)))).toBe(hashHere(request(50)));
  });

  it('lets overlapping requests take turns', async () => {
    const {runner} = pool(1, {batch: 1});
    const order: string[] = [];
    const both = ['a', 'b'].map((name) => runner.run(request(50, {ms: 1}), {onResults: () => order.push(name)}));
    await Promise.all(both);
    const early = order.slice(0, 50).filter((name) => name === 'b').length;
    expect(Math.abs(early - 25)).toBeLessThan(5);
  });

  it('rejects with the error of a listener that throws', async () => {
    const {runner} = pool(2);
    const run = runner.run(request(50), {
      onResults() {
        throw new Error('the listener failed');
      },
    });
    await expect(run).rejects.toThrow('the listener failed');
    expect(hashOf(await play(runner, request(50)))).toBe(hashHere(request(50)));
  });

  it('says so when no worker can be started', async () => {
    const spawn = () => {
      throw new Error('not allowed here');
    };
    const runner = open(createPool({size: 2, spawn}));
    await expect(play(runner, request(5))).rejects.toThrow('workers cannot be started: Error: not allowed here');
  });

  it('says so when workers start but never listen', async () => {
    const silent = {
      postMessage: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    };
    const spawn = () => ({endpoint: silent, onDeath: () => undefined, terminate: () => undefined});
    const runner = open(createPool({size: 1, spawn, silence: 100, start: 60}));
    await expect(play(runner, request(5))).rejects.toThrow('workers cannot be started: not ready within 60 ms');
  });

  it('rejects what is under way when it is closed, and everything after', async () => {
    const {runner} = pool(2);
    const run = play(runner, request(1000, {ms: 1}), () => {
      runner.close();
    });
    await expect(run).rejects.toThrow('the runner is closed');
    await expect(play(runner, request(1))).rejects.toThrow('the runner is closed');
  });
});

describe('cancelling a pool', () => {
  /** Aborts after `enough` runs and tells how long the answer took. */
  async function cancel(runner: Runner, asked: RunRequest, enough = 1): Promise<{ms: number; reported: number}> {
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
    return {ms: performance.now() - began, reported};
  }

  it('is answered by workers between two runs, and reports what they had finished', async () => {
    const {runner, threads} = pool(2, {batch: 50});
    const {ms, reported} = await cancel(runner, request(1000, {ms: 2}));
    expect(ms).toBeLessThan(400); // 100 ms, times 4 for a busy machine
    expect(reported).toBeGreaterThanOrEqual(50);
    expect(reported).toBeLessThan(1000);
    expect(threads).toHaveLength(2); // nobody had to be ended
    expect(hashOf(await play(runner, request(50)))).toBe(hashHere(request(50)));
  });

  it('ends workers that are deep in a run, and replaces them', async () => {
    const {runner, threads} = pool(2, {batch: 1});
    const {ms} = await cancel(runner, request(100, {hangs: 0}), 98); // all but the one that hangs and the one behind it
    expect(ms).toBeLessThan(400);
    expect(threads.length).toBeGreaterThanOrEqual(3);
    expect(hashOf(await play(runner, request(50)))).toBe(hashHere(request(50)));
  });

  it('does not disturb another request on the same workers', async () => {
    const {runner, threads} = pool(1, {batch: 3});
    const other = play(runner, request(300, {ms: 1}));
    await cancel(runner, request(1000, {ms: 10, effect: 1}));
    expect(hashOf(await other)).toBe(hashHere(request(300)));
    expect(threads).toHaveLength(1);
  });

  it('hands on the work of another request that waited behind a run without end', async () => {
    const {runner, threads} = pool(1, {batch: 1});
    const controller = new AbortController();
    const stuck = runner.run(request(5, {hangs: 0}), {signal: controller.signal, onResults: () => undefined});
    const other = play(runner, request(20));
    await delay(300); // the thread has started by then, or has not: both must end well
    controller.abort(new Error('enough'));
    await expect(stuck).rejects.toThrow('enough');
    const fold = await other;
    expect(hashOf(fold)).toBe(hashHere(request(20)));
    expect(threads.length).toBeGreaterThan(1);
  });

  it('leaves no listener on the signal of a request that ended', async () => {
    const {signal} = new AbortController();
    const add = vi.spyOn(signal, 'addEventListener');
    const remove = vi.spyOn(signal, 'removeEventListener');
    await pool(1).runner.run(request(5), {signal, onResults: () => undefined});
    expect(add).toHaveBeenCalledOnce();
    expect(remove.mock.calls[0].slice(0, 2)).toEqual(add.mock.calls[0].slice(0, 2));
  });

  it('refuses a request that is cancelled before it began', async () => {
    const seen: unknown[] = [];
    const run = pool(1).runner.run(request(10), {
      signal: AbortSignal.abort(new Error('too late')),
      onResults: (results) => seen.push(results),
    });
    await expect(run).rejects.toThrow('too late');
    await delay(50);
    expect(seen).toEqual([]);
  });
});
