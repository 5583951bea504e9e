import {describe, expect, it, vi} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {discountedDays} from '../../src/model/mechanisms/market-time.ts';
import {createModel} from '../../src/model/run.ts';
import {EVERYONE} from '../../src/model/segments.ts';
import {CLEARANCE} from '../../src/model/world.ts';
import {Draws} from '../../src/numeric/draws.ts';
import {exponential} from '../../src/numeric/distributions.ts';
import {ALONE, columnsOf, developer, entry, jurisdiction, regime, scenario, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const reviewed = regime([stage('a', {min_days: 20, evaluations: 1}), stage('public')]);

describe('time on the market', () => {
  it.each([
    [0.002, 30, 90],
    [0.002, 200, 90],
    [0, 30, 90],
    [0.01, 0, 0],
  ])(
    'is the mean of the discounted days from clearance to supersession, r = %f, wait %i, behind %i',
    (r, wait, behind) => {
      // Oracle: brute force over the days on which a successor may be trained.
      const cycle = 80;
      const draws = new Draws(1, 2);
      const runs = 40_000;
      let [sum, squares] = [0, 0];
      for (let n = 0; n < runs; n++) {
        const end = Math.max(cycle * exponential(draws.at(n, 0, 0, 1)) + behind, wait);
        const days = r === 0 ? end - wait : (Math.exp(-r * wait) - Math.exp(-r * end)) / r;
        sum += days;
        squares += days * days;
      }
      const mean = sum / runs;
      const error = Math.sqrt((squares / runs - mean * mean) / runs);
      expect(Math.abs(discountedDays(r, wait, NaN, cycle, behind) - mean)).toBeLessThan(4 * error);
    },
  );

  it('ends on the day that is known, and is none where that comes before clearance', () => {
    expect(discountedDays(0, 30, 100, 80, 90)).toBe(70);
    expect(discountedDays(0.01, 30, 20, 80, 90)).toBe(0);
  });
});

describe('a release that did not pay to submit', () => {
  it('is submitted within a planning epoch once it pays, its rules unchanged', () => {
    // Oracle: cash. A lab that cannot pay for a review at first is given money on day 400.
    const input = scenario({
      days: 728,
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [developer('a', 'x', {cash: 0, installed: 0.5}), developer('b', 'x', {installed: 0.5})],
      },
      mechanisms: {...ALONE, demand: true, costs: true, submission_choice: true},
      policy: [entry('rule', ['x'], reviewed, {from: 28})],
      parameters: {'release.law': 'fixed', 'release.rate.x': 2, 'testing.days.lab': 0, 'compliance.fixed': 0},
    });
    const parts = takeApart(input);
    const {developers, releases} = parts.run.world;
    const states: number[] = [];
    parts.play(() => {
      developers.column.capability[0] += 1; // each release is worth something
      developers.column.cash[0] = parts.run.clock.from < 400 ? 0 : 1e6;
      const row = Array.from({length: releases.rows}, (_, r) => r).find(
        (r) => r > 1 && releases.column.developer[r] === 0,
      );
      if (row !== undefined) states.push(releases.column.clearance[row]);
    });
    expect(states).toContain(CLEARANCE.withheld);
    const row = Array.from({length: releases.rows}, (_, r) => r).find(
      (r) => r > 1 && releases.column.developer[r] === 0,
    ) as number;
    expect(releases.column.submitted[row]).toBeGreaterThanOrEqual(400);
    expect(releases.column.submitted[row]).toBeLessThanOrEqual(400 + 35);
    expect(releases.column.clearance[row]).toBe(CLEARANCE.cleared);
  });
});

describe('a recall', () => {
  /** Two releases of one lab, both public before rules that cover stock; the newer one fails its review. */
  const recall = (fails: number): RunInput =>
    scenario({
      days: 728,
      world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {installed: 1})]},
      mechanisms: {...ALONE, demand: true},
      policy: [entry('rule', ['x'], {...reviewed, applies_to: 'stock_and_new'}, {from: 420})],
      parameters: {
        'release.law': 'fixed',
        'release.rate.x': 1.8, // days 203, 406 and 609
        'testing.days.lab': 0,
        'service.law': 'deterministic',
        'service.mean_days': 10,
        'remediation.law': 'deterministic',
        'remediation.mean_days': 60,
        'findings.law': 'fixed',
        'findings.probability.a': fails,
        'teams.x': 'unlimited',
      },
    });

  it('lets customers fall back on the release before, which then goes through the gate itself', () => {
    const parts = takeApart(recall(1));
    const {releases} = parts.run.world;
    const served: string[] = [];
    parts.play(() => {
      const {from} = parts.run.clock;
      if (from < 407 || from > 470) return;
      const {exposure, access, clearance} = releases.column;
      const list = [1, 2].map(
        (r) => `${exposure[r] > 1e-3 ? 'used' : 'idle'} ${access[r] === EVERYONE} ${clearance[r]}`,
      );
      served.push(`${from}: ${list.join(', ')}`);
    });
    const at = (day: number): string => served.find((each) => each.startsWith(`${day}:`)) ?? '';
    // Before the rule, and while the newer one is examined, everybody uses it; the older one stands by, uncertified.
    expect(at(413)).toBe(`413: idle true ${CLEARANCE.cleared}, used true ${CLEARANCE.cleared}`);
    expect(at(427)).toBe(`427: idle true ${CLEARANCE.cleared}, used true ${CLEARANCE.gate}`);
    // After the finding on day 440 the older one serves all and is in the gate.
    expect(at(448)).toMatch(new RegExp(`^448: used true ${CLEARANCE.gate}, (idle|used) false ${CLEARANCE.gate}$`));
  });

  it('that never comes leaves the older one uncertified', () => {
    const record = createModel(recall(0)).run({seed: '1', replicate: 0, series: [], tables: ['clearances']});
    const clearances = columnsOf(record, 'clearances');
    expect(Number.isNaN(clearances.number('submitted')[1])).toBe(true);
    expect(clearances.number('submitted')[2]).toBe(420);
  });
});
