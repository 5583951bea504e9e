import {normal} from '../../numeric/distributions.ts';
import {Draws} from '../../numeric/draws.ts';
import {exp} from '../../numeric/exp.ts';
import {quantiles} from '../../numeric/quantile.ts';
import {rootKey} from '../../numeric/root-key.ts';

/** A point of the unit cube of parameters, its weight in the sample, and how far its simulation lies from what was seen. */
export interface Particle {
  readonly at: Float64Array; // coordinates in [0, 1]
  readonly weight: number; // weights of a generation sum to 1
  readonly distance: number;
}

export interface Generation {
  readonly particles: readonly Particle[];
  readonly threshold: number; // largest distance that was kept
  readonly tried: number; // points simulated for it
}

/** Sizes of a calibration. */
export interface AbcSize {
  readonly particles: number; // kept in every generation
  readonly generations: number;
  readonly first: number; // points of the first generation, drawn from the prior
  readonly batch: number; // points tried together later on
  readonly tries: number; // most points of a later generation
}

/** Distances of points from what was seen, in their order; may play many runs at once. */
export type Distances = (points: readonly Float64Array[]) => Promise<readonly number[]>;

const SAMPLE = 65534; // decision id of the draws of this procedure

/**
 * Population Monte Carlo approximate Bayesian computation over the unit cube with a uniform prior (Beaumont, Cornuet, Marin
 * & Robert 2009): each generation is drawn around the one before, kept below the median of its distances, and weighted by
 * prior over proposal.
 */
export async function abc(
  dimensions: number,
  size: AbcSize,
  seed: string,
  distances: Distances,
): Promise<Generation[]> {
  const {key0, key1} = rootKey(seed, 0);
  const draws = new Draws(key0, key1);
  let point = 0;
  const uniform = (): Float64Array => {
    draws.at(point++, 0, 0, SAMPLE);
    return Float64Array.from({length: dimensions}, () => draws.uniform());
  };

  const prior = Array.from({length: size.first}, uniform);
  const tried = await particlesOf(prior, distances);
  tried.sort((a, b) => a.distance - b.distance);
  const kept = tried.slice(0, size.particles).map((each) => ({...each, weight: 1 / size.particles}));
  const generations: Generation[] = [{particles: kept, threshold: kept[kept.length - 1].distance, tried: size.first}];

  while (generations.length < size.generations) {
    const before = generations[generations.length - 1];
    const [threshold] = quantiles(
      Float64Array.from(before.particles, ({distance}) => distance),
      [0.5],
    );
    const width = widths(before.particles, dimensions);
    const found: Particle[] = [];
    let count = 0;
    while (found.length < size.particles && count < size.tries) {
      const proposals = Array.from({length: size.batch}, () => propose(before.particles, width, draws, point++));
      count += proposals.length;
      for (const each of await particlesOf(proposals, distances)) {
        if (each.distance <= threshold && found.length < size.particles) found.push(each);
      }
    }
    if (found.length < size.particles / 4) break; // what is left of the budget would not resolve more
    const weights = found.map(({at}) => 1 / proposalDensity(at, before.particles, width));
    const total = weights.reduce((a, b) => a + b, 0);
    generations.push({
      particles: found.map((each, i) => ({...each, weight: weights[i] / total})),
      threshold,
      tried: count,
    });
  }
  return generations;
}

async function particlesOf(points: readonly Float64Array[], distances: Distances): Promise<Particle[]> {
  const found = await distances(points);
  return points.map((at, i) => ({at, weight: 0, distance: found[i]}));
}

/** Width of the kernel by coordinate: twice the weighted variance. */
function widths(particles: readonly Particle[], dimensions: number): Float64Array {
  return Float64Array.from({length: dimensions}, (_, d) => {
    const centre = particles.reduce((sum, {at, weight}) => sum + weight * at[d], 0);
    const spread = particles.reduce((sum, {at, weight}) => sum + weight * (at[d] - centre) * (at[d] - centre), 0);
    return Math.sqrt(2 * Math.max(spread, 1e-6));
  });
}

/** Moves a particle, drawn by weight, by a normal step; steps that leave the cube are drawn again. */
function propose(particles: readonly Particle[], width: Float64Array, draws: Draws, point: number): Float64Array {
  draws.at(point, 0, 1, SAMPLE);
  let left = draws.uniform();
  const chosen = particles.find(({weight}) => (left -= weight) < 0) ?? particles[particles.length - 1];
  return chosen.at.map((centre, d) => {
    for (;;) {
      const moved = centre + width[d] * normal(draws);
      if (moved >= 0 && moved <= 1) return moved;
    }
  });
}

/** Density, up to a factor, with which a point is proposed. */
function proposalDensity(at: Float64Array, particles: readonly Particle[], width: Float64Array): number {
  return particles.reduce((sum, {at: centre, weight}) => {
    let squares = 0;
    for (let d = 0; d < at.length; d++) squares += ((at[d] - centre[d]) / width[d]) * ((at[d] - centre[d]) / width[d]);
    return sum + weight * exp(-squares / 2);
  }, 0);
}

/** As many points of equal weight as asked for: systematic resampling (Kitagawa 1996). */
export function resample(particles: readonly Particle[], count: number): Float64Array[] {
  const points: Float64Array[] = [];
  let passed = 0;
  let n = 0;
  for (const {at, weight} of particles) {
    passed += weight;
    while (n < count && (n + 0.5) / count < passed) {
      points.push(at);
      n++;
    }
  }
  while (points.length < count) points.push(particles[particles.length - 1].at);
  return points;
}
