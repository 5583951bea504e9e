import {describe, expect, it} from 'vitest';
import {normal} from '../../src/numeric/distributions.ts';
import {Draws} from '../../src/numeric/draws.ts';
import {createAttention} from '../../src/model/mechanisms/attention.ts';
import {type FrictionNumbers, press, rungOf, type Stances} from '../../src/model/mechanisms/friction.ts';
import {politics} from '../../src/model/mechanisms/politics.ts';
import {meanOf} from './support.ts';

const WEEK = 7 / 365.25;
const {parameters} = politics;
const central: FrictionNumbers = {
  threshold: parameters['politics.friction'].default,
  halfLife: parameters['politics.decay_half_life'].default,
};

const stances = (start = 0): Stances => ({stance: Float64Array.of(start), pressure: new Float64Array(1)});

function kurtosis(values: readonly number[]): number {
  const mean = meanOf(values);
  const moment = (k: number) => meanOf(values.map((value) => (value - mean) ** k));
  return moment(4) / moment(2) ** 2;
}

/** Changes of rules in many weeks of normal pressure; each starts from the middle so that no bound cuts them. */
function changes(threshold: number): number[] {
  const draws = new Draws(1, 2);
  const state = stances();
  return Array.from({length: 20_000}, (_, week) => {
    state.stance[0] = 0.5;
    const rate = 0.05 * normal(draws.at(0, 0, week, 0));
    return press(state, 0, rate / WEEK, 0.5, {threshold, halfLife: Infinity}, WEEK);
  });
}

describe('friction', () => {
  it('turns normal pressure into changes with fat tails; without it they stay normal', () => {
    // Oracle: kurtosis 3 of the normal law; above it the signature of punctuated equilibrium (Jones & Baumgartner).
    expect(kurtosis(changes(0))).toBeCloseTo(3, 0.8);
    const punctuated = changes(central.threshold);
    expect(kurtosis(punctuated)).toBeGreaterThan(6);
    expect(punctuated.filter((change) => change === 0).length).toBeGreaterThan(15_000);
    for (const change of punctuated) expect(change === 0 || Math.abs(change) > central.threshold).toBe(true);
  });

  it('lets nothing change while pressure gathers, then all of it act at once', () => {
    const state = stances(0.2);
    const jumps = Array.from({length: 4}, () => press(state, 0, 0.25, 0.2, {threshold: 0.6, halfLife: Infinity}, 1));
    expect(jumps).toEqual([0, 0, 0.75, 0]);
    expect(state.stance[0]).toBeCloseTo(0.95, 12);
    expect(state.pressure[0]).toBe(0.25);
  });

  it('keeps a stance within 0 and 1', () => {
    const up = stances(0.9);
    expect(press(up, 0, 5, 0, {threshold: 0.1, halfLife: Infinity}, 1)).toBeCloseTo(0.1, 12);
    const down = stances(0.1);
    expect(press(down, 0, -5, 0, {threshold: 0.1, halfLife: Infinity}, 1)).toBeCloseTo(-0.1, 12);
    expect([up.stance[0], down.stance[0]]).toEqual([1, 0]);
  });

  it('does not hold up the decay, which halves the distance to the base in its half-life', () => {
    const state = stances(0.9);
    for (let n = 0; n < 100; n++) press(state, 0, 0, 0.1, {threshold: 10, halfLife: 4}, 0.04);
    expect(state.stance[0]).toBeCloseTo(0.5, 12);
  });
});

/** Stance week by week under reported harm alone, at central values. */
function underHarm(harm: (t: number) => number, years: number, habituation: number): number[] {
  const attention = createAttention(
    1,
    parameters['politics.salience_half_life'].default,
    habituation,
    parameters['politics.notice'].default,
  );
  attention.begin();
  const state = stances();
  const of = new Float64Array(1);
  const path: number[] = [];
  for (let t = 0; t < years; t += WEEK) {
    of[0] = harm(t) * WEEK;
    attention.notice(of, WEEK);
    press(state, 0, parameters['politics.gain'].default * attention.excess(0), 0, central, WEEK);
    path.push(state.stance[0]);
  }
  return path;
}

describe('the ratchet', () => {
  const usual = parameters['politics.habituation_half_life'].default;

  it('is not driven to the top by harm that grows 56 % a year, because the usual grows with it', () => {
    // Oracle: balance of a constant pressure phi g / b against the decay.
    const g = Math.log(1.56);
    const path = underHarm((t) => 30 * Math.exp(g * t), 60, usual).slice(Math.round(20 / WEEK));
    const balance = (0.1 * g * usual * central.halfLife) / Math.log(2) ** 2;
    expect(meanOf(path)).toBeCloseTo(balance, 1);
    expect(Math.max(...path)).toBeLessThan(0.75);
    // With a memory that never fades the usual falls ever further behind.
    expect(Math.max(...underHarm((t) => 30 * Math.exp(g * t), 60, Infinity))).toBe(1);
  });

  it('climbs within a year of a major incident and comes down over years', () => {
    const path = underHarm((t) => (t >= 5 && t < 5 + WEEK ? 1000 / WEEK : 30), 25, usual);
    const at = (t: number) => path[Math.floor(t / WEEK)];
    expect(at(4.9)).toBe(0);
    const top = Math.max(...path);
    const first = path.findIndex((stance) => stance > central.threshold) * WEEK;
    expect(first).toBeGreaterThan(5);
    expect(first).toBeLessThan(6);
    expect(path.indexOf(top) * WEEK).toBeLessThan(8);
    expect(at(8)).toBeGreaterThan(top / 2);
    expect(at(20)).toBeLessThan(top / 4);
  });
});

describe('the rung of a ladder', () => {
  it('is the nearest, a half going up, and none at stringency 0', () => {
    expect([0, 0.16, 0.17, 0.49, 0.5, 0.83, 0.84, 1].map((s) => rungOf(s, 3))).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    expect([0, 0.49, 0.5, 1].map((s) => rungOf(s, 1))).toEqual([0, 0, 1, 1]);
  });
});
