import type {RunInput} from '../../model/input.ts';
import {scenarioHash} from '../../scenario/identity.ts';
import {ensemble, type EnsembleResult} from '../ensemble.ts';
import type {Runner} from '../runner.ts';
import {hindcast} from '../validation/measure.ts';
import {abc, type AbcSize, type Generation, resample} from './abc.ts';
import {fitted, inputAt} from './fitted.ts';
import {distanceOf, misfit, type Target, targets} from './targets.ts';

/** Points that are under way at once. */
const UNDER_WAY = 8;

export interface CalibrationDesign {
  readonly input: RunInput; // a baseline without policy
  readonly seed: string;
  readonly size: AbcSize;
  readonly runs: number; // at each point
  readonly points: number; // of the sample that is kept
  readonly checkRuns: number; // at each of them, on fresh seeds
}

/** Seed on which the points of a sample are played again. */
export const freshSeed = (seed: string): string => `${seed} again`;

/** A target, and how the calibrated simulation lies to it. */
export interface FittedTarget extends Target {
  readonly value: number; // mean over the points of the sample
  readonly low: number; // least and most of the middle nine tenths of the points
  readonly high: number;
  readonly before: number; // at the defaults
  readonly misfit: number; // of the mean, in tolerances
}

export interface Calibration {
  readonly generations: readonly Generation[];
  readonly sample: readonly Float64Array[]; // points of equal weight, nearest first
  readonly distances: readonly number[]; // of these, on the fresh seeds
  readonly engineVersion: string; // of the engine that played it
  readonly targets: readonly FittedTarget[];
}

/**
 * Fits the calibrated parameters to levels of 2023 and 2024 and growth over 2023-25, and checks them on levels of 2025.
 *
 * The sample is played again on fresh seeds, so that its distances are not those it was chosen by.
 */
export async function calibrate(
  {input, seed, size, runs, points, checkRuns}: CalibrationDesign,
  runner: Runner,
  {signal, onRun}: {readonly signal?: AbortSignal | undefined; readonly onRun?: (runs: number) => void} = {},
): Promise<Calibration> {
  const base = hindcast(input);
  let done = 0;

  async function playAll(inputs: readonly RunInput[], count: number, of: string): Promise<EnsembleResult[]> {
    const results = new Array<EnsembleResult>(inputs.length);
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < inputs.length) {
        const at = next++;
        const design = {input: inputs[at], scenarioHash: scenarioHash(inputs[at]), seed: of, runs: count};
        results[at] = await ensemble(design, runner, {signal});
        onRun?.((done += count));
      }
    };
    await Promise.all(Array.from({length: UNDER_WAY}, work));
    return results;
  }

  const generations = await abc(fitted.length, size, seed, async (some) => {
    const results = await playAll(
      some.map((at) => inputAt(base, at)),
      runs,
      seed,
    );
    return results.map(distanceOf);
  });

  const chosen = resample(generations[generations.length - 1].particles, points);
  const fresh = freshSeed(seed);
  const again = await playAll(
    chosen.map((at) => inputAt(base, at)),
    checkRuns,
    fresh,
  );
  const [before] = await playAll([base], checkRuns * 10, fresh);
  const distances = again.map(distanceOf);
  const order = chosen.map((_, i) => i).sort((a, b) => distances[a] - distances[b] || a - b);
  return {
    generations,
    sample: order.map((i) => chosen[i]),
    distances: order.map((i) => distances[i]),
    engineVersion: before.receipt.engineVersion,
    targets: targets.map((target) => fittedTarget(target, again, before)),
  };
}

function fittedTarget(target: Target, again: readonly EnsembleResult[], before: EnsembleResult): FittedTarget {
  const values = again.map(target.of).sort((a, b) => a - b);
  const value = values.reduce((a, b) => a + b, 0) / values.length;
  const at = (share: number): number => values[Math.round(share * (values.length - 1))];
  return {...target, value, low: at(0.05), high: at(0.95), before: target.of(before), misfit: misfit(target, value)};
}
