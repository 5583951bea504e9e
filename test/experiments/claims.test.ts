import {describe, expect, it} from 'vitest';
import {baselineOf} from '../../src/experiments/baseline.ts';
import {judge} from '../../src/experiments/claims.ts';
import {compare} from '../../src/experiments/compare.ts';
import {driversOf} from '../../src/experiments/drivers.ts';
import {formulaColumn} from '../../src/experiments/formula-column.ts';
import {shareInterval} from '../../src/experiments/intervals.ts';
import type {Runner} from '../../src/experiments/runner.ts';
import {pointsOf, uncertainRunner} from '../../src/experiments/uncertain-runner.ts';
import type {RunInput} from '../../src/model/input.ts';
import {digestColumn} from '../../src/numeric/digest.ts';
import type {Formula} from '../../src/numeric/formula.ts';
import {readFormula} from '../../src/scenario/formula.ts';
import {parseExpression} from '../../src/scenario/formula-parser.ts';
import {entry, regime, scenario, stage} from '../model/support.ts';

const SLOTS = [{id: 'level', window: 'after', unit: '1'}];
const formula = (text: string): Formula => readFormula(text, parseExpression);

/** A run's only outcome is computed by `level`. */
function runnerOf(level: (input: RunInput, replicate: number) => number): Runner {
  return {
    run({input, from, to}, {onResults}) {
      for (let replicate = from; replicate < to; replicate++) {
        const outcomes = Float64Array.of(level(input, replicate));
        onResults([{replicate, outcomes, series: [], digest: digestColumn(outcomes), tables: []}]);
      }
      return Promise.resolve();
    },
    close() {},
  };
}

const policy = [entry('staging', ['us'], regime([stage('research', {min_days: 90}), stage('public')]))];

/** Judges one claim: without policy the level is the replicate's number, with it three more. */
async function judged(text: string, runs = 20, level = (n: number, gated: boolean) => (gated ? n + 3 : n)) {
  const input = scenario({policy});
  const side = {id: 'b', input, scenarioHash: 'b'};
  const design = {reference: baselineOf(input), variants: [side], seed: 's', runs, slots: SLOTS};
  const runner = runnerOf(({policy: entries}, n) => level(n, entries.length > 0));
  const comparison = await compare(design, runner);
  const [claim] = judge([{id: 'c', text, formula: formula(text)}], comparison, input);
  return claim;
}

describe('a claim', () => {
  it('holds in the share of futures in which its formula is true, with and without the policy', async () => {
    const claim = await judged('level@after >= 10');
    expect(claim).toMatchObject({n: 20, probability: 13 / 20, interval: shareInterval(13, 20), drivers: []});
    expect(claim.reference).toEqual({n: 20, probability: 10 / 20, interval: shareInterval(10, 20)});
  });

  it('that compares the two is judged once, future by future', async () => {
    const claim = await judged('level@after - reference.level@after == 3');
    expect(claim).toMatchObject({probability: 1, reference: null});
  });

  it('leaves futures out in which it is undefined', async () => {
    const claim = await judged('level@after >= 10', 20, (n) => (n % 2 === 0 ? NaN : n));
    expect(claim).toMatchObject({n: 10, probability: 0.5});
  });

  it('about something that nobody measured is refused by name', async () => {
    await expect(judged('volume@after > 1')).rejects.toThrow('no outcome called "volume@after"');
  });
});

describe('the baseline of a scenario', () => {
  it('has no entry in force and every lever at its default, and keeps the rest', () => {
    const input = scenario({policy, parameters: {'teams.us': 3, 'review.strictness': 2, 'service.mean_days': 33}});
    expect(baselineOf(input).input).toEqual({...input, policy: [], parameters: {'service.mean_days': 33}});
  });
});

describe('drivers', () => {
  const points = (count: number) => Array.from({length: count}, (_, n) => pointsOf(scenario(), 'a')(n).values);

  it('name the parameter that decides, and what it does', () => {
    const drawn = points(200);
    const values = Float64Array.from(drawn, (point) => Number(point['service.mean_days'] > 60));
    const [first, ...others] = driversOf(values, drawn, 3);
    expect(first.parameter).toBe('service.mean_days');
    expect(first).toMatchObject({low_third: 0, high_third: 1});
    expect(first.correlation).toBeGreaterThan(0.7);
    expect(others.length).toBeLessThanOrEqual(1);
  });

  // Oracle: the level of the test. In studies of pure noise one in ten names a driver; 60 studies give 6 +- 2.3.
  it('name nothing in nine of ten studies of noise', () => {
    let named = 0;
    const drawn = points(100);
    for (let study = 0; study < 60; study++) {
      const noise = Float64Array.from({length: 100}, (_, n) => Math.sin(1e4 * (study * 100 + n + 1)));
      if (driversOf(noise, drawn, 3).length > 0) named++;
    }
    expect(named).toBeLessThanOrEqual(13);
  });

  it('are those of an uncertain ensemble', async () => {
    const input = scenario({policy});
    const design = {reference: baselineOf(input), variants: [{id: 'b', input, scenarioHash: 'b'}], seed: 's'};
    const runner = uncertainRunner(runnerOf(({parameters}) => Number(parameters['market.growth'])));
    const comparison = await compare({...design, runs: 100, slots: SLOTS, uncertain: true}, runner);
    const [{drivers, probability}] = judge(
      [{id: 'c', text: '', formula: formula('level@after > 2.15')}],
      comparison,
      input,
    );
    expect(drivers[0].parameter).toBe('market.growth');
    expect(drivers[0].high_third - drivers[0].low_third).toBeGreaterThan(0.8);
    expect(probability).toBeGreaterThan(0.2);
  });

  it('read metrics as columns too', async () => {
    const input = scenario({policy: []});
    const runner = runnerOf((_, n) => n);
    const design = {reference: {id: 'a', input, scenarioHash: 'a'}, variants: [], seed: 's', runs: 3, slots: SLOTS};
    const {reference} = await compare(design, runner);
    expect(formulaColumn(formula('2 * level@after'), reference.ensemble)).toEqual(Float64Array.of(0, 2, 4));
  });
});
