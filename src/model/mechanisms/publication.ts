import type {Run} from '../mechanism.ts';
import {reaches} from '../threshold.ts';
import {CLEARANCE, NEST} from '../world.ts';

/** Whether developers may give weights away, and where customers then look for them. */
export interface Publication {
  /** Keeps the weights of a release that is about to be submitted where its home allows no more than an API. */
  decide(release: number): void;
  /** Puts a developer into the nest of what it makes public now: hosts of open weights, or its own service. */
  settle(release: number): void;
}

/**
 * Makes the duty to offer an API only: a place forbids those at home there to publish weights that its threshold
 * covers, and they sell access instead, everywhere. What was published before stays out. Hosts of weights that others
 * publish elsewhere have to screen their users there.
 *
 * Reads regimes. Writes open of releases, and the nest of developers by way of the market. Draws nothing.
 */
export function createPublication(run: Run): Publication {
  const {world} = run;
  const {releases, developers} = world;
  const J = world.jurisdictions.length;

  /** Whether a newer release of the same developer is public somewhere. */
  function isFollowed(release: number): boolean {
    const {previous, developer, clearance} = releases.column;
    for (let r = developers.column.latest[developer[release]]; r > release; r = previous[r])
      for (let place = r * J; place < (r + 1) * J; place++)
        if (clearance[place] === CLEARANCE.cleared || clearance[place] === CLEARANCE.uncleared) return true;
    return false;
  }

  return {
    decide(release) {
      const {open, developer, flop} = releases.column;
      if (open[release] === 0) return;
      const regime = world.regimes[developers.column.home[developer[release]]];
      if (regime?.open_weights !== 'api_only' || regime.binding === 'voluntary') return;
      if (reaches(world, regime.threshold, flop[release])) open[release] = 0;
    },
    settle(release) {
      const {open, developer} = releases.column;
      const row = developer[release];
      const nest = open[release] === 1 ? NEST.open : NEST.closed;
      const before = developers.column.nest[row];
      if (before === nest || before === NEST.underground || isFollowed(release)) return;
      run.market.moveTo(row, nest);
    },
  };
}
