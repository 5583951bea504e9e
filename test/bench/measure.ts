import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {type NaiveRun, runNaive} from './naive.ts';
import {createPhasedModel, type PhaseTimes} from './phased-model.ts';
import {type Workload, workloadOf} from './workload.ts';

const SEED = 'bench';

/** What the rounds of one scenario showed. Times are user CPU of this process, in milliseconds a run. */
export interface Measured {
  readonly model: readonly number[];
  readonly naive: readonly number[];
  readonly ratios: readonly number[]; // naive / model of the same round
  readonly developerWeeks: readonly number[];
  readonly last: {readonly workload: Workload; readonly modelRun: ModelRun; readonly naiveRun: NaiveRun};
}

/** What a run of the model did, in the terms of the twin. */
export interface ModelRun {
  readonly passages: number;
  readonly incidents: number;
  readonly hhi: number; // mean over the weeks, all spend
}

/** Milliseconds of user CPU that `work` takes, those of the collector and the compiler included. */
function cpu<T>(work: () => T): {readonly ms: number; readonly result: T} {
  const before = process.cpuUsage();
  const result = work();
  return {ms: process.cpuUsage(before).user / 1000, result};
}

/**
 * Plays model and twin by turns, one replicate a round, the one that begins changing from round to round.
 *
 * The twin is handed the workload of the model's run of the same replicate, so that both see as many developers,
 * releases and weeks. `warmUp` rounds come first and are not counted.
 */
export function measure(input: RunInput, rounds: number, warmUp: number): Measured {
  const model = createModel(input);
  const play = (replicate: number) => model.run({seed: SEED, replicate, series: [], tables: []});
  const done: {model: number; naive: number; developerWeeks: number}[] = [];
  let last: Measured['last'] | undefined;
  for (let round = -warmUp; round < rounds; round++) {
    const replicate = round + warmUp;
    const {series} = model.run({seed: SEED, replicate, series: ['hhi'], tables: []});
    const workload = workloadOf(input, model.world);
    const {reviews, incidents} = model.world;
    const modelRun = {passages: reviews.rows, incidents: incidents.rows, hhi: mean(series[0])};
    const model1 = () => cpu(() => play(replicate));
    const naive1 = () => cpu(() => runNaive(input, workload, replicate));
    const modelFirst = round % 2 === 0;
    const first = modelFirst ? model1() : undefined;
    const twin = naive1();
    const own = first ?? model1();
    last = {workload, modelRun, naiveRun: twin.result};
    if (twin.result.developerWeeks !== workload.developerWeeks || twin.result.releases !== workload.releases) {
      throw new Error('bench: the twin did not play the workload of the model, so the ratio would mean nothing');
    }
    if (round >= 0) done.push({model: own.ms, naive: twin.ms, developerWeeks: workload.developerWeeks});
  }
  if (!last) throw new Error('bench: expected at least one round');
  return {
    model: done.map((each) => each.model),
    naive: done.map((each) => each.naive),
    ratios: done.map((each) => each.naive / each.model),
    developerWeeks: done.map((each) => each.developerWeeks),
    last,
  };
}

/** Median milliseconds of each phase over `rounds` runs; throws when the clocked model is not the model. */
export function phases(input: RunInput, rounds: number, warmUp: number): Map<string, number> {
  const model = createModel(input);
  const phased = createPhasedModel(input);
  const expected = model.run({seed: SEED, replicate: 0, series: [], tables: []}).digest;
  if (phased.run(SEED, 0, new Map()) !== expected) throw new Error('bench: the clocked model plays another run');
  const runs: PhaseTimes[] = [];
  for (let round = 0; round < warmUp + rounds; round++) {
    const times: PhaseTimes = new Map();
    phased.run(SEED, round, times);
    if (round >= warmUp) runs.push(times);
  }
  return new Map([...runs[0].keys()].map((name) => [name, median(runs.map((times) => times.get(name) ?? 0)) / 1e6]));
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
