import {childId} from '../numeric/entity-id.ts';
import type {Run} from './mechanism.ts';
import {trainingCost} from './training-cost.ts';
import {NEST, type World} from './world.ts';

/** Kind word of a release in its id; developers use their index in KINDS. */
const RELEASE_KIND = 100;
const id = new Int32Array(2);

/** How many of the largest training runs so far count as the frontier (Epoch AI's frontier flag). */
const FRONTIER_TOP = 10;

/** Training compute, log10 FLOP, of the n-th largest training run so far; -Infinity while there are fewer. */
export function nthLargest(world: World, n: number): number {
  const {largest} = world;
  return n <= largest.length ? largest[n - 1] : -Infinity;
}

/**
 * Adds a release of `developer` whose training ended on `day` and returns its row.
 *
 * Its id depends on the developer and on the ordinal of the training run, not on the day: what comes of the
 * n-th run of a developer has the same defects and reviews under every policy that lets it come about. What the
 * underground puts out is no training run: it counts for no frontier.
 */
export function launch(
  run: Run,
  developer: number,
  ordinal: number,
  capability: number,
  flop: number,
  day: number,
  origin = -1,
): number {
  const {world} = run;
  const {developers, releases} = world;
  developers.column.releases[developer]++;
  childId(id, developers.idLow[developer], developers.idHigh[developer], 0, ordinal, RELEASE_KIND);
  const row = releases.add(id[0], id[1]);
  const {column} = releases;
  const jurisdictions = world.jurisdictions.length;
  column.developer[row] = developer;
  column.previous[row] = developers.column.latest[developer];
  column.open[row] = developers.column.open[developer];
  column.capability[row] = capability;
  column.flop[row] = flop;
  column.origin[row] = origin;
  const trains = developers.column.nest[developer] !== NEST.underground;
  column.trainingCost[row] = trains ? trainingCost(run)(flop, day) : 0;
  column.frontier[row] = trains && flop >= nthLargest(world, FRONTIER_TOP) ? 1 : 0;
  column.trained[row] = day;
  column.tested[row] = NaN;
  column.homePublic[row] = NaN;
  column.firstUse[row] = NaN;
  column.submitted.fill(NaN, row * jurisdictions, (row + 1) * jurisdictions);
  column.cleared.fill(NaN, row * jurisdictions, (row + 1) * jurisdictions);
  column.uncleared.fill(NaN, row * jurisdictions, (row + 1) * jurisdictions);
  column.leftGate.fill(NaN, row * jurisdictions, (row + 1) * jurisdictions);
  developers.column.latest[developer] = row;
  if (trains) rank(world, flop);
  if (trains && capability > world.trainedFrontier) world.trainedFrontier = capability;
  run.trace?.({
    day,
    what: trains ? 'trained' : 'copied',
    who: releaseName(world, row),
    detail: {capability, log10_flop: flop},
  });
  return row;
}

function rank(world: World, flop: number): void {
  const {largest} = world;
  let at = 0;
  while (at < largest.length && largest[at] >= flop) at++;
  if (at >= LARGEST_KEPT) return;
  largest.splice(at, 0, flop);
  if (largest.length > LARGEST_KEPT) largest.pop();
}

/** Thresholds relative to the frontier can look at this many training runs. */
export const LARGEST_KEPT = 100;

/** A release as people read it: its developer and ordinal. */
export function releaseName(world: World, release: number): string {
  const developer = world.releases.column.developer[release];
  let ordinal = 1;
  for (let r = world.releases.column.previous[release]; r >= 0; r = world.releases.column.previous[r]) ordinal++;
  return `${world.developerIds[developer]}/${ordinal}`;
}
