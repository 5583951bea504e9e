import {describe, expect, it} from 'vitest';
import type {Runner, RunRequest} from '../../src/experiments/runner.ts';
import type {RunInput} from '../../src/model/input.ts';
import {borrowedRunner, lendRunner} from '../../src/ui/workbench/borrowed-runner.ts';
import type {ToPage, ToWorker} from '../../src/ui/workbench/messages.ts';

const request: RunRequest = {input: {} as RunInput, seed: 's', from: 2, to: 6, series: [], tables: []};

/** Both ends joined by messages that arrive later, as between threads. */
function joined(runner: Runner) {
  const borrowed = borrowedRunner((message: ToPage) => queueMicrotask(() => lend(message)));
  const lend = lendRunner(runner, (message: ToWorker) => queueMicrotask(() => borrowed.hear(message)));
  return borrowed;
}

const playing: Runner = {
  async run({from, to}, {signal, onResults}) {
    for (let replicate = from; replicate < to; replicate++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      signal?.throwIfAborted();
      onResults([{replicate, week: 0, reason: 'test'}]);
    }
  },
  close: () => undefined,
};

describe('a borrowed runner', () => {
  it('reports just what the lent one plays, also to two askers at a time', async () => {
    const runner = joined(playing);
    const seen: [string, number][] = [];
    const ask = (name: string) =>
      runner.run(request, {
        onResults: (results) => seen.push(...results.map(({replicate}) => [name, replicate] as [string, number])),
      });
    await Promise.all([ask('p'), ask('q')]);
    for (const name of ['p', 'q']) {
      expect(seen.filter(([who]) => who === name).map(([, replicate]) => replicate)).toEqual([2, 3, 4, 5]);
    }
  });

  it('rejects at once when aborted, stops the lent one and reports nothing more', async () => {
    let stopped = false;
    const runner = joined({
      ...playing,
      run: (asked, options) =>
        playing.run(asked, options).catch((reason: unknown) => {
          stopped = true;
          throw reason;
        }),
    });
    const abort = new AbortController();
    let seen = 0;
    const run = runner.run(request, {
      signal: abort.signal,
      onResults() {
        seen++;
        abort.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([seen, stopped]).toEqual([1, true]);
  });

  it('passes on why the lent one failed', async () => {
    const runner = joined({run: () => Promise.reject(new Error('no workers')), close: () => undefined});
    await expect(runner.run(request, {onResults: () => undefined})).rejects.toThrow('no workers');
  });
});
