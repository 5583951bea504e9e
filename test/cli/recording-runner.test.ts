import {describe, expect, it} from 'vitest';
import {recordingRunner} from '../../src/cli/recording-runner.ts';
import type {Runner, RunResult} from '../../src/experiments/runner.ts';
import type {RunInput} from '../../src/model/input.ts';

const table = (replicate: number) => ({id: 'releases', rows: replicate, columns: []});
const record = (replicate: number): RunResult => ({
  ...{replicate, outcomes: Float64Array.of(replicate), series: [], digest: '', tables: [table(replicate)]},
});

/** Reports 0 to 5 out of order, run 2 as failed. */
const inner: Runner = {
  async run({tables}, {onResults}) {
    expect(tables).toEqual(['releases']);
    for (const batch of [[4, 5], [1], [2, 0], [3]]) {
      await Promise.resolve();
      onResults(batch.map((i) => (i === 2 ? {replicate: 2, week: 9, reason: 'r'} : record(i))));
    }
  },
  close: () => undefined,
};
const request = {input: {} as RunInput, seed: 's', from: 0, to: 6, series: [], tables: []};

describe('recordingRunner', () => {
  it('hands tables on in the order of runs, whatever the order of arrival, and keeps them from the caller', async () => {
    const seen: [number, number][] = [];
    const results: RunResult[] = [];
    const runner = recordingRunner(inner, ['releases'], async (_, replicate, tables) => {
      await new Promise((resolve) => setTimeout(resolve, 2 * (5 - replicate)));
      seen.push([replicate, tables.length]);
    });
    await runner.run(request, {onResults: (batch) => results.push(...batch)});
    expect(seen).toEqual([0, 1, 2, 3, 4, 5].map((i) => [i, i === 2 ? 0 : 1]));
    expect(results.map((result) => ('tables' in result ? result.tables.length : 0))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(results.map(({replicate}) => replicate)).toEqual([4, 5, 1, 2, 0, 3]);
  });

  it('reports a sink that fails', async () => {
    const runner = recordingRunner(inner, ['releases'], () => Promise.reject(new Error('disk full')));
    await expect(runner.run(request, {onResults: () => undefined})).rejects.toThrow('disk full');
  });
});
