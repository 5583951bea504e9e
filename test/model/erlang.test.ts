import {describe, expect, it} from 'vitest';
import {CUSTOMERS, queue, SERVICE} from '../../src/experiments/validation/erlang.ts';
import type {RunInput} from '../../src/model/input.ts';
import {createModel, type Model} from '../../src/model/run.ts';
import {controlled} from './controlled.ts';

const TEAM_HOURS = 40; // expert-hours a day

/** The queue of `teams` teams at a load; a team works `TEAM_HOURS` a day, so that hours tell working times. */
function queueAt(teams: number, load: number): RunInput {
  const perDay = (teams * load) / SERVICE;
  const input = queue(teams, perDay, Math.ceil(CUSTOMERS / perDay / 7) * 7);
  return {...input, parameters: {...input.parameters, 'review.team_hours': TEAM_HOURS, 'review.skill': 1}};
}

interface Sample {
  readonly waited: number; // share of reviews
  readonly wait: number; // mean, in mean service times
  readonly luck: readonly number[]; // of arrivals and services, expectation 0
}

/** Reviews of one run that arrived after its first eighth, save the last ones, which may not have begun. */
function sample(model: Model, days: number, load: number, perDay: number): Sample {
  const {column, rows} = model.world.reviews;
  const from = days / 8;
  const to = days * 0.98;
  const surplus: number[] = [0]; // work brought less work that all teams can do, summed, without its drift
  let n = 0;
  let waited = 0;
  let wait = 0;
  let work = 0;
  for (let row = 1; row < rows; row++) {
    if (column.arrived[row] < from || column.arrived[row] >= to) continue;
    const days = column.started[row] - column.arrived[row];
    const service = column.planned[row] / TEAM_HOURS / SERVICE;
    const gap = (column.arrived[row] - column.arrived[row - 1]) * perDay;
    n++;
    if (days > 0) waited++;
    wait += days;
    work += service;
    surplus.push(surplus[n - 1] + service - 1 - (gap - 1) / load);
  }
  const bursts = [30, 100, 300, 1000].map((length) => burstiness(surplus, length) / (1 + 1 / load ** 2) - 1);
  return {
    waited: waited / n,
    wait: wait / n / SERVICE,
    luck: [n / ((to - from) * perDay) - 1, work / n - 1, ...bursts],
  };
}

/** Mean square of what `length` reviews in a row bring beyond expectation, per review. */
function burstiness(surplus: readonly number[], length: number): number {
  let squares = 0;
  let blocks = 0;
  for (let at = length; at < surplus.length; at += length / 10, blocks++) {
    squares += (surplus[at] - surplus[at - length]) ** 2;
  }
  return squares / blocks / length;
}

describe('review teams', () => {
  // Oracle: Erlang (1917), P(wait) and mean wait over mean service of M/M/c. The luck of arrivals and services has known
  // expectations and is taken out, so that the standard error stays below a third of the tolerance.
  it.each([
    [1, 0.8, 0.8, 4, 0.03, 45],
    [3, 0.8, 0.647, 1.079, 0.03, 60],
    [5, 0.8, 0.554, 0.554, 0.03, 88],
    [5, 0.9, 0.762, 1.525, 0.05, 60],
    [8, 0.9, 0.702, 0.877, 0.05, 84],
  ])('make releases wait as Erlang C says with %i teams at load %f', {timeout: 300_000}, (teams, load, ...expected) => {
    const [waited, wait, tolerance, runs] = expected;
    const input = queueAt(teams, load);
    const model = createModel(input);
    const samples = Array.from({length: runs}, (_, replicate) => {
      model.run({seed: 'erlang', replicate, series: [], tables: []});
      return sample(model, input.days, load, (teams * load) / SERVICE);
    });
    const luck = samples.map((each) => each.luck);
    const share = controlled(
      samples.map((each) => each.waited),
      luck,
    );
    const mean = controlled(
      samples.map((each) => each.wait),
      luck,
    );
    expect(share.error / waited).toBeLessThan(tolerance / 3);
    expect(mean.error / wait).toBeLessThan(tolerance / 3);
    expect(Math.abs(share.mean / waited - 1)).toBeLessThan(tolerance);
    expect(Math.abs(mean.mean / wait - 1)).toBeLessThan(tolerance);
  });

  it('serve in order of arrival, each review as soon as a team is free', () => {
    // Oracle: Kiefer and Wolfowitz (1955), the recursion for c servers, on the arrivals and working times of the run.
    const model = createModel(queueAt(3, 0.9));
    model.run({seed: 'recursion', replicate: 0, series: [], tables: []});
    const {column, rows} = model.world.reviews;
    const free = [0, 0, 0];
    let late = 0;
    for (let row = 0; row < rows; row++) {
      const team = free.indexOf(Math.min(...free));
      const start = Math.max(column.arrived[row], free[team]);
      if (Number.isNaN(column.started[row])) break;
      late = Math.max(late, Math.abs(column.started[row] - start));
      free[team] = start + column.planned[row] / TEAM_HOURS;
    }
    expect(rows).toBeGreaterThan(9000);
    expect(late).toBeLessThan(1e-9);
  });

  it('begin at once where their number is unlimited', () => {
    const input = queueAt(3, 0.9);
    const model = createModel({...input, parameters: {...input.parameters, 'teams.x': 'unlimited'}});
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {column, rows} = model.world.reviews;
    expect(column.started.subarray(0, rows)).toEqual(column.arrived.subarray(0, rows));
  });
});
