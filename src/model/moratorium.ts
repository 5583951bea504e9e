import {log10Flop} from './threshold.ts';
import {nthLargest} from './launch.ts';
import type {World} from './world.ts';

const HAIR = 1e-9; // dex: what is covered begins at the threshold

/** Whether the home of a developer forbids it to train what the threshold covers; not where it trains elsewhere. */
export function isTrainingBanned(world: World, developer: number): boolean {
  const {home, open, trainsAway} = world.developers.column;
  const regime = world.regimes[home[developer]];
  if (regime === null || !regime.bans.includes('development') || trainsAway[developer] === 1) return false;
  return regime.banned !== 'uncleared_open' || open[developer] === 1; // nothing is cleared before it is trained
}

/**
 * log10 FLOP of the largest training run that a developer may begin; Infinity without a moratorium or a ban on
 * development at its home, -Infinity where every run is banned.
 */
export function trainingCap(world: World, developer: number): number {
  const regime = world.regimes[world.developers.column.home[developer]];
  if (regime === null) return Infinity;
  const frozen = regime.moratorium_flop === null ? Infinity : log10Flop(regime.moratorium_flop);
  if (!isTrainingBanned(world, developer)) return frozen;
  const {threshold} = regime;
  const covered = threshold.index === 'fixed' ? log10Flop(threshold.flop) : nthLargest(world, threshold.top);
  return Math.min(frozen, covered - HAIR);
}
