import {KINDS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import type {Information} from './safety-race.ts';

/** What a developer believes of all its rivals together. */
export interface Rivals {
  /** Sum of their weights in the contest for the lead. */
  readonly weight: number;
  /** The same, each times its safety. */
  readonly safe: number;
  /** Starts afresh with nobody. */
  clear(): void;
  /** Adds a developer, or with `times` -1 takes it out. */
  count(row: number, weight: number, safety: number, times: 1 | -1): void;
  /** Sets `weight` and `safe` to what `row` believes, whose own contribution is as it was counted. */
  facing(row: number, weight: number, safety: number): void;
}

/**
 * Makes beliefs about rivals: whoever is disclosed is known, of the others only how many of their kind there are and
 * what that kind is like on average, which all know as in the textbook race.
 */
export function createRivals(run: Run, disclosed: (row: number) => boolean): Rivals {
  const information = run.choice('race.information') as Information;
  const {developers} = run.world;
  const known = {weight: 0, safe: 0};
  const hidden = {
    count: new Int32Array(KINDS.length),
    weight: new Float64Array(KINDS.length),
    safe: new Float64Array(KINDS.length),
  };
  const isKnown = (row: number): boolean => information === 'public' || (information === 'private' && disclosed(row));

  const rivals = {
    weight: 0,
    safe: 0,
    clear() {
      known.weight = 0;
      known.safe = 0;
      for (const column of Object.values(hidden)) column.fill(0);
    },
    count(row: number, weight: number, safety: number, times: 1 | -1) {
      if (isKnown(row)) {
        known.weight += times * weight;
        known.safe += times * weight * safety;
        return;
      }
      const kind = developers.column.kind[row];
      hidden.count[kind] += times;
      hidden.weight[kind] += times * weight;
      hidden.safe[kind] += times * weight * safety;
    },
    facing(row: number, weight: number, safety: number) {
      const mine = isKnown(row);
      const kind = developers.column.kind[row];
      rivals.weight = known.weight - (mine ? weight : 0);
      rivals.safe = known.safe - (mine ? weight * safety : 0);
      for (let k = 0; k < KINDS.length; k++) {
        if (hidden.count[k] === 0) continue;
        const others = (hidden.count[k] - (!mine && k === kind ? 1 : 0)) / hidden.count[k];
        rivals.weight += others * hidden.weight[k];
        rivals.safe += others * hidden.safe[k];
      }
      // Differences of sums may fall below zero by rounding.
      rivals.weight = Math.max(rivals.weight, 0);
      rivals.safe = Math.min(Math.max(rivals.safe, 0), rivals.weight);
    },
  };
  return rivals;
}
