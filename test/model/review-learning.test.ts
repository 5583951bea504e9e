import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {ALONE, developer, entry, jurisdiction, regime, scenario, stage} from './support.ts';

const WORK = 12; // days of the first review

/** Some labs that queue for one gate, where every review is the same work. */
function queue(parameters: RunInput['parameters']): RunInput {
  return scenario({
    days: 1456,
    windows: {},
    world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 6})]},
    mechanisms: ALONE,
    policy: [entry('review', ['x'], regime([stage('review', {evaluations: 1}), stage('public')]))],
    parameters: {
      'testing.days.lab': 0,
      'findings.law': 'fixed',
      'gate.approval_days': 0,
      'review.first_of_kind': 0,
      'service.law': 'deterministic',
      'service.mean_days': WORK,
      'teams.x': 1,
      ...parameters,
    },
  });
}

/** Days of work of each finished review, in the order in which they began. */
function workOf(parameters: RunInput['parameters']): number[] {
  const model = createModel(queue(parameters));
  model.run({seed: '1', replicate: 0, series: [], tables: []});
  const {started, ended} = model.world.reviews.column;
  return Array.from({length: model.world.reviews.rows}, (_, row) => ({
    from: started[row],
    days: ended[row] - started[row],
  }))
    .filter(({days}) => days > 0)
    .sort((a, b) => a.from - b.from)
    .map(({days}) => days);
}

describe('review teams of an authority', () => {
  it('take n^-b of the time of the first review for their n-th', () => {
    // Oracle: the learning curve of Wright (1936): at b = 0.2 each doubling of experience saves 1 - 2^-0.2, 13 %.
    const days = workOf({'review.learning': 0.2});
    expect(days.length).toBeGreaterThan(60);
    days.forEach((each, n) => {
      expect(each).toBeCloseTo(WORK * (n + 1) ** -0.2, 9);
    });
  });

  it('learn nothing at b = 0, under laws of releases that are test doubles, or when they are unlimited', () => {
    // Oracle: the limits of the parameter; teams without number never see enough of the reviews to learn from them.
    const alike = [
      {'review.learning': 0},
      {'review.learning': 0.2, 'release.law': 'fixed', 'release.rate.x': 20},
      {'review.learning': 0.2, 'teams.x': 'unlimited'},
    ];
    for (const parameters of alike) {
      const days = workOf(parameters);
      expect(days.length).toBeGreaterThan(40);
      for (const each of days) expect(each).toBeCloseTo(WORK, 9);
    }
  });

  it('each learn from their part of the reviews', () => {
    // Oracle: two teams that have finished n reviews together have n/2 each.
    const days = workOf({'review.learning': 0.2, 'teams.x': 2});
    const known = [0, 1, 2, 3].map((n) => WORK * (1 + n / 2) ** -0.2);
    expect(days[0]).toBeCloseTo(known[0], 9);
    for (const each of days.slice(0, 4)) {
      expect(Math.min(...known.map((day) => Math.abs(day - each)))).toBeLessThan(1e-9);
    }
  });
});
