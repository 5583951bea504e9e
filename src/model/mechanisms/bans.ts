import type {Run} from '../mechanism.ts';
import {reaches} from '../threshold.ts';
import {type ActiveRegime, CLEARANCE, NEST} from '../world.ts';

/** Bans on hosting and use. */
export interface Bans {
  /** Whether hosting or use of something is banned in a jurisdiction now. */
  holds(jurisdiction: number): boolean;
  /** Applies the rules in force there to what is on offer; tells whether that changed anything. */
  apply(jurisdiction: number): boolean;
  begin(): void;
}

/**
 * Makes the bans of a world: what is banned in a jurisdiction is offered to nobody there while the ban lasts.
 *
 * A release is licensed where it passes or has passed the gate. A ban is about what its threshold covers:
 * everything, everything not licensed, or open weights not licensed.
 * Reads regimes, clearance and dates of releases. Writes barred. Draws nothing.
 */
export function createBans(run: Run): Bans {
  const {world} = run;
  const {releases, developers} = world;
  const J = world.jurisdictions.length;
  const held = new Uint8Array(J); // 1 where a ban held in the step before

  const holds = (j: number): boolean => {
    const regime = world.regimes[j];
    return regime !== null && (regime.bans.includes('hosting') || regime.bans.includes('use'));
  };

  function forbids(regime: ActiveRegime, release: number, j: number): boolean {
    const {developer, open, flop, submitted, clearance} = releases.column;
    if (developers.column.nest[developer[release]] === NEST.underground) return false;
    if (regime.banned === 'uncleared_open' && open[release] === 0) return false;
    if (!reaches(world, regime.threshold, flop[release])) return false;
    const place = release * J + j;
    const state = clearance[place];
    const licensed = submitted[place] >= 0 && (state === CLEARANCE.gate || state === CLEARANCE.cleared);
    return regime.banned === 'all' || !licensed;
  }

  return {
    holds,
    apply(j) {
      const regime = holds(j) ? world.regimes[j] : null;
      if (regime === null && held[j] === 0) return false;
      held[j] = regime === null ? 0 : 1;
      const {barred, developer} = releases.column;
      let changed = regime === null; // lifted
      for (let n = 0; n < releases.liveCount; n++) {
        const release = releases.live[n];
        const now = regime !== null && forbids(regime, release, j) ? 1 : 0;
        if (barred[release * J + j] === now) continue;
        barred[release * J + j] = now;
        changed = true;
        run.market.accessChanged(developer[release], j);
      }
      return changed;
    },
    begin() {
      held.fill(0);
    },
  };
}
