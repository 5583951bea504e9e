import {describe, expect, it} from 'vitest';
import {abc, resample} from '../../../src/experiments/calibration/abc.ts';
import {calibrate, freshSeed} from '../../../src/experiments/calibration/calibrate.ts';
import {fitted, inputAt, valueAt, valuesAt} from '../../../src/experiments/calibration/fitted.ts';
import {distanceOf, misfit, targets} from '../../../src/experiments/calibration/targets.ts';
import committed from '../../../src/experiments/calibration/points.json' with {type: 'json'};
import {ensemble} from '../../../src/experiments/ensemble.ts';
import {hindcast} from '../../../src/experiments/validation/measure.ts';
import {parameters} from '../../../src/model/schedule.ts';
import {createSettings} from '../../../src/model/settings.ts';
import {ENGINE_VERSION} from '../../../src/model/version.ts';
import {createInlineRunner} from '../../../src/runtime/inline.ts';
import {scenarioHash} from '../../../src/scenario/identity.ts';
import {scenario} from '../../model/support.ts';

const SIZE = {particles: 400, generations: 4, first: 1200, batch: 400, tries: 8000};

describe('approximate Bayesian computation', () => {
  // Oracle: with a uniform prior and the distance |u - c| what is kept below a threshold e is uniform on c - e to c + e,
  // of mean c and s.d. e / sqrt(3), however the points were proposed.
  it('keeps the posterior of the textbook, not that of its proposals', async () => {
    const centre = [0.3, 0.7];
    const generations = await abc(2, SIZE, 'abc', (points) =>
      Promise.resolve(points.map((at) => Math.max(...at.map((u, d) => Math.abs(u - centre[d]))))),
    );
    const {particles, threshold} = generations[generations.length - 1];
    expect(generations).toHaveLength(4);
    expect(threshold).toBeLessThan(0.12);
    centre.forEach((c, d) => {
      const mean = particles.reduce((sum, {at, weight}) => sum + weight * at[d], 0);
      const spread = particles.reduce((sum, {at, weight}) => sum + weight * (at[d] - mean) ** 2, 0);
      expect(Math.abs(mean - c)).toBeLessThan(threshold / 6);
      expect(Math.sqrt(spread) / (threshold / Math.sqrt(3))).toBeGreaterThan(0.9);
      expect(Math.sqrt(spread) / (threshold / Math.sqrt(3))).toBeLessThan(1.1);
    });
    expect(particles.reduce((sum, {weight}) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('gives the same points for the same seed', async () => {
    const once = () =>
      abc(3, {...SIZE, particles: 20, first: 60, batch: 20}, 's', (points) => Promise.resolve(points.map(([u]) => u)));
    expect(await once()).toEqual(await once());
  });

  it('resamples in proportion to weights', () => {
    const particle = (u: number, weight: number) => ({at: Float64Array.of(u), weight, distance: 0});
    const points = resample([particle(0, 0.7), particle(1, 0.1), particle(2, 0.2)], 10);
    expect(points.map(([u]) => u)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 2, 2]);
  });
});

describe('the fitted parameters', () => {
  it('are calibrated numbers of the table, within what it allows', () => {
    const input = inputAt(scenario(), new Float64Array(fitted.length).fill(0.5));
    for (const {name, members, low, high} of fitted) {
      const stem = members[0].slice(0, members[0].lastIndexOf('.'));
      const family = Object.keys(parameters).find((key) => key.startsWith(`${stem}.<`)) ?? name;
      const parameter = parameters[Object.hasOwn(parameters, name) ? name : family];
      expect(parameter.role, name).toBe('calibrated');
      if (parameter.type !== 'number') throw new Error(name);
      expect(low).toBeGreaterThanOrEqual(parameter.min);
      expect(high).toBeLessThanOrEqual(parameter.max);
    }
    expect(createSettings(input).number('demand.quality')).toBe(
      valuesAt(new Float64Array(fitted.length).fill(0.5))['demand.quality'],
    );
  });

  it('run from low to high', () => {
    for (const each of fitted) {
      expect(valueAt(each, 0)).toBeCloseTo(each.low, 12);
      expect(valueAt(each, 1)).toBeCloseTo(each.high, 9);
    }
  });
});

describe('targets', () => {
  it('keep the levels of 2025 for checking, and train on no other level of that year', () => {
    const checks = targets.filter(({use}) => use === 'check');
    const ofLastYear = targets.filter(({what}) => / 2025$/.test(what));
    expect(ofLastYear.length).toBeGreaterThanOrEqual(4);
    expect(ofLastYear.every(({use}) => use === 'check')).toBe(true);
    // Checked beside them, of an earlier year: open releases of 2024.
    expect(checks.filter((each) => !ofLastYear.includes(each)).map(({what}) => what)).toEqual([
      'open releases of 1e23 FLOP and more, 2024',
    ]);
    // Spans that reach into 2025 and are trained on, as the report says.
    const spans = targets.filter(({what}) => what.endsWith('2023-25'));
    expect(spans.map(({use}) => use)).toEqual(spans.map(() => 'train'));
  });

  it('make a distance in tolerances', () => {
    expect(misfit(targets[0], targets[0].seen + 2 * targets[0].tolerance)).toBe(2);
    const empty = {outcomes: [], columns: []} as never;
    expect(() => distanceOf(empty)).toThrow('no outcome called');
  });
});

describe('a calibration', () => {
  const design = {
    ...{input: scenario({days: 1099}), seed: 'tiny', runs: 1, points: 2, checkRuns: 1},
    size: {particles: 2, generations: 1, first: 3, batch: 2, tries: 2},
  };

  it('tells distances that its points have when played again on the seed it names', {timeout: 60_000}, async () => {
    // Oracle: the same points, played without it.
    const {sample, distances, engineVersion} = await calibrate(design, createInlineRunner());
    expect(engineVersion).toBe(ENGINE_VERSION);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(await distanceAgain({...valuesAt(sample[0])}, freshSeed('tiny'), 1)).toBe(distances[0]);
  });

  it('that is committed is found again while the engine is the same', {timeout: 60_000}, async () => {
    const {engine, points, again} = committed as typeof committed & {again?: Again};
    if (engine !== ENGINE_VERSION || again === undefined) return; // of another engine, or kept without distances
    for (const n of [0, points.length - 1]) {
      expect(await distanceAgain(points[n], again.seed, again.runs)).toBe(again.distances[n]);
    }
  });
});

interface Again {
  readonly seed: string;
  readonly runs: number;
  readonly distances: readonly number[]; // of the points, in their order
}

async function distanceAgain(parameters: Record<string, number>, seed: string, runs: number): Promise<number> {
  const input = {...hindcast(scenario({days: 1099})), parameters};
  return distanceOf(await ensemble({input, scenarioHash: scenarioHash(input), seed, runs}, createInlineRunner()));
}
