import {describe, expect, it, vi} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {chapman, createStopRule} from '../../src/model/mechanisms/stop-rule.ts';
import {ALONE, developer, entry, jurisdiction, meanOf, regime, scenario, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const SERVICE = 20; // days
const PER_DAY = 24; // expert-hours of one evaluation

/** Releases with many equal defects, each reviewed once by a team of its own. */
function inspections(evaluations: number, correlation: number, more: RunInput['parameters'] = {}): RunInput {
  return scenario({
    days: 728,
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [developer('a', 'x', {count: 40, public_model: false})],
    },
    mechanisms: {...ALONE, defects: true},
    policy: [entry('rule', ['x'], regime([stage('review', {evaluations}), stage('public')]))],
    parameters: {
      'release.law': 'fixed',
      'release.rate.x': 600,
      'testing.days.lab': 0,
      'findings.law': 'fixed',
      'teams.x': 'unlimited',
      'service.law': 'deterministic',
      'service.mean_days': SERVICE,
      'review.team_hours': PER_DAY,
      'review.stage_hours': 0,
      'review.evaluator_correlation': correlation,
      'defects.mean.shallow': 0,
      'defects.mean.deep': 30,
      'defects.mean.trigger': 0,
      'defects.mean.drift': 0,
      'defects.alpha': 1,
      'defects.beta.deep': 700,
      'defects.rates': 'homogeneous',
      'defects.dispersion': 'unlimited',
      'defects.inheritance': 0,
      'defects.novelty': 0,
      'safety.efficiency': 0,
      ...more,
    },
  });
}

const worth = (n: number, c: number): number => (PER_DAY * n) / (1 + (n - 1) * c);

/** Both halves' catches in every release, had its review lasted so long, and its true number of defects. */
function catches(evaluations: number, correlation: number) {
  const parts = takeApart(inspections(evaluations, correlation, {'findings.law': 'fixed'}), 'catch');
  const {reviews, releases} = parts.run.world;
  const rule = createStopRule(parts.run);
  const list: {n1: number; n2: number; m12: number; all: number}[] = [];
  let seen = 0;
  parts.play(() => {
    for (; seen < reviews.rows; seen++) {
      const all = releases.column.defects[reviews.column.release[seen]];
      list.push({...rule.caughtBy(seen, SERVICE, worth(evaluations, correlation)), all});
    }
  });
  return list;
}

describe('capture and recapture by two half-teams', () => {
  it.each([2, 4])('of independent evaluators estimates the number of defects without bias, %i evaluations', (n) => {
    // Oracle: Chapman (1951), E[N^] = N where n1 + n2 >= N; Lincoln and Petersen, E[n1] E[n2] / E[m12] = N.
    const list = catches(n, 0);
    expect(list.length).toBeGreaterThan(1000);
    const off = list.map(({n1, n2, m12, all}) => chapman(n1, n2, m12) - all);
    expect(Math.abs(meanOf(off))).toBeLessThan(0.03 * 30);
    const mean = (of: (each: (typeof list)[number]) => number): number => meanOf(list.map(of));
    const petersen = (mean((each) => each.n1) * mean((each) => each.n2)) / mean((each) => each.m12);
    expect(Math.abs(petersen / mean((each) => each.all) - 1)).toBeLessThan(0.02);
  });

  it.each([
    [2, 0.3],
    [2, 0.6],
    [4, 0.3],
  ])('of correlated evaluators is too low by p^2/(2p - P), %i evaluations, correlation %f', (n, c) => {
    // Oracle: chances p of a half and P of the whole team, from the effort that n correlated evaluations are worth.
    const list = catches(n, c);
    const chance = (hours: number): number => 1 - Math.exp((-hours * SERVICE) / 700);
    const [p, whole] = [chance(worth(n / 2, c)), chance(worth(n, c))];
    const bias = (p * p) / (2 * p - whole);
    expect(bias).toBeLessThan(0.95);
    const mean = (of: (each: (typeof list)[number]) => number): number => meanOf(list.map(of));
    const petersen = (mean((each) => each.n1) * mean((each) => each.n2)) / mean((each) => each.m12);
    expect(Math.abs(petersen / mean((each) => each.all) / bias - 1)).toBeLessThan(0.02);
    expect(mean(({n1, n2, m12}) => chapman(n1, n2, m12))).toBeLessThan(0.97 * mean((each) => each.all));
    // Each half finds at its own rate, and both together what the whole team finds.
    expect(Math.abs(mean(({n1, all}) => n1 / all) / p - 1)).toBeLessThan(0.02);
    expect(Math.abs(mean(({n1, n2, m12, all}) => (n1 + n2 - m12) / all) / whole - 1)).toBeLessThan(0.02);
  });
});

describe('a review that ends by the estimate', () => {
  const rule = {'review.stop_rule': 'capture_recapture'} as const;
  const lengths = (input: RunInput): {days: number[]; missed: number} => {
    const parts = takeApart(input, 'stop');
    parts.play();
    const {reviews, defects} = parts.run.world;
    const {started, ended, release} = reviews.column;
    const days: number[] = [];
    const over = new Set<number>();
    for (let row = 0; row < reviews.rows; row++) {
      if (Number.isNaN(ended[row])) continue;
      days.push(ended[row] - started[row]);
      over.add(release[row]);
    }
    let missed = 0;
    for (let row = 0; row < defects.rows; row++) {
      if (over.has(defects.column.release[row]) && Number.isNaN(defects.column.found[row])) missed++;
    }
    return {days, missed: missed / over.size};
  };

  it('is as long as ever with one evaluation, and as short as allowed where there is nothing to find', () => {
    for (const days of lengths(inspections(1, 0, rule)).days) expect(days).toBeCloseTo(SERVICE, 9);
    const nothing = {...rule, 'defects.mean.deep': 0, 'review.stop_least': 0.4};
    for (const days of lengths(inspections(2, 0, nothing)).days) expect(days).toBeCloseTo(0.4 * SERVICE, 9);
  });

  it('stays between its least and longest time, looks longer for a lower threshold, and misses less', () => {
    const bounds = {...rule, 'review.stop_least': 0.5, 'review.stop_most': 3};
    const [strict, lax] = [0.2, 3].map((threshold) =>
      lengths(inspections(4, 0, {...bounds, 'review.stop_threshold': threshold})),
    );
    for (const days of strict.days) {
      expect(days).toBeGreaterThanOrEqual(0.5 * SERVICE - 1e-9);
      expect(days).toBeLessThanOrEqual(3 * SERVICE + 1e-9);
    }
    expect(meanOf(strict.days)).toBeGreaterThan(1.2 * meanOf(lax.days));
    expect(strict.missed).toBeLessThan(0.8 * lax.missed);
  });

  it('of correlated evaluators ends too soon: more is missed than the threshold says', () => {
    const at = (correlation: number): number =>
      lengths(inspections(4, correlation, {...rule, 'review.stop_threshold': 1, 'review.stop_most': 10})).missed;
    const [independent, correlated] = [at(0), at(0.5)];
    expect(independent).toBeLessThan(2);
    expect(correlated).toBeGreaterThan(1.5 * independent);
  });
});
