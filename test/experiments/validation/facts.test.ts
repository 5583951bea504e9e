import {describe, expect, it} from 'vitest';
import {capacityShock} from '../../../src/experiments/validation/capacity-shock.ts';
import {closedFormDays, erlangC} from '../../../src/experiments/validation/closed-form.ts';
import {judgeFact, type Laboratory, verdictOf} from '../../../src/experiments/validation/fact.ts';
import {facts} from '../../../src/experiments/validation/facts.ts';
import {equalRatesProbability} from '../../../src/experiments/validation/incidents.ts';
import {logit} from '../../../src/experiments/validation/logit.ts';
import {races} from '../../../src/experiments/validation/races.ts';

const band = {what: '', unit: '', low: 1, high: 2};
const nowhere: Laboratory = {
  runs: 8,
  seed: 's',
  preset: () => {
    throw new Error('no preset is needed');
  },
  play: () => Promise.reject(new Error('nothing is played')),
};

describe('a number of a fact', () => {
  it.each([
    [1.5, [1.4, 1.6], 'pass'],
    [2, [1.9, 2.1], 'pass'],
    [2.01, [1.9, 2.1], 'fail'],
    [1.5, [0.9, 2.1], 'unresolved'],
    [NaN, [NaN, NaN], 'fail'],
  ] as const)('of %f known to be in %j gets the verdict %s', (value, interval, verdict) => {
    expect(verdictOf({...band, value, interval})).toBe(verdict);
  });

  it('fails its fact alone', async () => {
    const number = (value: number) => ({...band, value, interval: [value, value] as const});
    const fact = {id: 'f', kind: 'limit', plays: 0, title: '', target: '', source: ''} as const;
    const judged = await judgeFact({...fact, measure: () => Promise.resolve([number(1.5), number(3)])}, nowhere);
    expect(judged.verdict).toBe('fail');
  });
});

describe('the limits that need few runs', () => {
  it.each([logit, races])('hold: $id', async (fact) => {
    const {numbers, verdict} = await judgeFact(fact, nowhere);
    expect(numbers.filter((number) => number.verdict !== 'pass')).toEqual([]);
    expect(verdict).toBe('pass');
  });

  it('do not contradict the capacity shock of medical devices', async () => {
    const {numbers} = await judgeFact(capacityShock, nowhere);
    expect(numbers.filter((number) => number.verdict === 'fail')).toEqual([]);
  }, 60_000);

  it('have ids of their own', () => {
    expect(new Set(facts.map(({id}) => id)).size).toBe(facts.length);
  });
});

describe('the closed forms', () => {
  // Oracle: tables of Erlang's C.
  it.each([
    [1, 0.8, 0.8],
    [3, 0.8, 0.647],
    [5, 0.9, 0.762],
    [8, 0.9, 0.702],
  ])('give the share that waits at %i servers under load %f', (teams, load, waits) => {
    expect(erlangC(teams, load)).toBeCloseTo(waits, 3);
  });

  it('add floors where nobody waits and nothing is found', () => {
    const gate = {teams: 1000, service: 60, cv2: 0, load: 0.1, floor: 90, dwell: 60, signOff: 30, rollback: 0};
    expect(closedFormDays({...gate, remediation: 45, rework: 0.5})).toBeCloseTo(180, 6);
  });

  // Oracle: a Monte Carlo of the same gate (8 teams, 60 days, cv2 .7, floor 90, dwell 60, sign-off 30, remediation 45,
  // second review half of the first), mean months beyond a base of 4.5: 6.2, 7.7, 10.7 at load .6 and 6.7, 8.5, 12.1 at .85.
  it.each([
    [0.6, 0, 6.2],
    [0.6, 0.25, 7.7],
    [0.6, 0.5, 10.7],
    [0.85, 0, 6.7],
    [0.85, 0.25, 8.5],
    [0.85, 0.5, 12.1],
  ])('agree with a simulated gate at load %f and rollback %f', (load, rollback, months) => {
    const gate = {teams: 8, service: 60, cv2: 0.7, load, floor: 90, dwell: 60, signOff: 30, rollback};
    const days = closedFormDays({...gate, remediation: 45, rework: 0.5});
    expect(Math.abs(days / 30.4375 / months - 1)).toBeLessThan(0.1);
  });
});

describe('the chance of listed differences', () => {
  it('is the exact multinomial one', () => {
    // Oracle: chi-square with 4 degrees of freedom gives .54, the exact law .67.
    expect(equalRatesProbability([3, 1, 2, 4, 1])).toBeCloseTo(0.66, 1);
    expect(equalRatesProbability([2, 2])).toBe(1);
    expect(equalRatesProbability([0, 4])).toBeCloseTo(2 / 16, 12);
  });
});
