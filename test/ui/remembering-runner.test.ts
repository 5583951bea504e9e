import {describe, expect, it} from 'vitest';
import type {Runner, RunRequest, RunResult} from '../../src/experiments/runner.ts';
import type {RunInput} from '../../src/model/input.ts';
import {rememberingRunner} from '../../src/ui/workbench/remembering-runner.ts';

const input = (days: number) => ({days}) as RunInput;
const request = (days: number, to: number): RunRequest => ({
  input: input(days),
  seed: 's',
  from: 0,
  to,
  series: [],
  tables: [],
});

/** A runner that notes what it is asked to play; every third run fails when told so. */
function noting(fails = false): {runner: Runner; played: [number, number][]} {
  const played: [number, number][] = [];
  const runner: Runner = {
    async run({from, to}, {onResults}) {
      played.push([from, to]);
      for (let replicate = from; replicate < to; replicate++) {
        const record = {
          replicate,
          outcomes: new Float64Array(1),
          series: [],
          digest: `${String(replicate)}`,
          tables: [],
        };
        onResults([fails && replicate % 3 === 0 ? {replicate, week: 1, reason: 'test'} : record]);
      }
    },
    close: () => undefined,
  };
  return {runner, played};
}

async function replicates(runner: Runner, asked: RunRequest): Promise<number[]> {
  const results: RunResult[] = [];
  await runner.run(asked, {onResults: (batch) => results.push(...batch)});
  return results.map(({replicate}) => replicate).sort((a, b) => a - b);
}

describe('rememberingRunner', () => {
  it('plays no run of a scenario twice, and only the new ones of a longer request', async () => {
    const {runner, played} = noting();
    const remembering = rememberingRunner(runner);
    expect(await replicates(remembering, request(10, 3))).toEqual([0, 1, 2]);
    expect(await replicates(remembering, request(10, 5))).toEqual([0, 1, 2, 3, 4]);
    expect(await replicates(remembering, request(10, 4))).toEqual([0, 1, 2, 3]);
    expect(played).toEqual([
      [0, 3],
      [3, 5],
    ]);
  });

  it('keeps scenarios and seeds apart', async () => {
    const {runner, played} = noting();
    const remembering = rememberingRunner(runner);
    await replicates(remembering, request(10, 2));
    await replicates(remembering, request(11, 2));
    await replicates(remembering, {...request(10, 2), seed: 'other'});
    expect(played).toHaveLength(3);
  });

  it('tries failed runs again', async () => {
    const {runner, played} = noting(true);
    const remembering = rememberingRunner(runner);
    await replicates(remembering, request(10, 5));
    expect(await replicates(remembering, request(10, 5))).toEqual([0, 1, 2, 3, 4]);
    expect(played).toEqual([
      [0, 5],
      [0, 1],
      [3, 4],
    ]);
  });

  it('forgets the scenario that was used longest ago', async () => {
    const {runner, played} = noting();
    const remembering = rememberingRunner(runner);
    for (let days = 0; days < 9; days++) await replicates(remembering, request(days, 1));
    await replicates(remembering, request(8, 1));
    await replicates(remembering, request(0, 1));
    expect(played).toHaveLength(10);
  });
});
