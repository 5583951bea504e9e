import {describe, expect, it} from 'vitest';
import {abc, resample} from '../../../src/experiments/calibration/abc.ts';
import {fitted, inputAt, valueAt, valuesAt} from '../../../src/experiments/calibration/fitted.ts';
import {distanceOf, misfit, targets} from '../../../src/experiments/calibration/targets.ts';
import {parameters} from '../../../src/model/schedule.ts';
import {createSettings} from '../../../src/model/settings.ts';
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
    for (const {name, low, high} of fitted) {
      const family = name.replace(/\.(lab|startup|open)$/, '.<kind>');
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
  it('are in two parts, and the part for checking is the last year', () => {
    const checks = targets.filter(({use}) => use === 'check');
    expect(checks.length).toBeGreaterThanOrEqual(5);
    for (const {what} of targets.filter(({use}) => use === 'train')) expect(what).not.toMatch(/2025$/);
    expect(checks.map(({what}) => what).filter((what) => what.endsWith('2025')).length).toBeGreaterThanOrEqual(4);
  });

  it('make a distance in tolerances', () => {
    expect(misfit(targets[0], targets[0].seen + 2 * targets[0].tolerance)).toBe(2);
    const empty = {outcomes: [], columns: []} as never;
    expect(() => distanceOf(empty)).toThrow('no outcome called');
  });
});
