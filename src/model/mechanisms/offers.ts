import type {ColumnsOf} from '../../engine/table.ts';
import type {Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';
import type {Appeal} from './appeal.ts';
import type {Evaders} from './evaders.ts';
import type {Gatekeepers} from './gatekeepers.ts';
import type {Multihoming} from './multihoming.ts';
import {type Nests, WIDTH} from './nests.ts';

const Z = SEGMENTS.length;

const columns = {
  attraction: ['f64', 'cell'], // exp(d / l); times the weight of its nest in the cell it is a choice probability
  offer: ['i32', 'cell'], // row of the release + 1, 0 for none
} as const;

/** What developers offer in every cell, and how it appeals; keeps the sums of the nests. */
export interface Offers {
  readonly column: ColumnsOf<typeof columns>;
  /** Looks afresh at what a developer offers in a jurisdiction. */
  refresh(row: number, j: number): void;
  /** Puts what has been tested on sale, whatever its clearance, where demand is unaffected by delay. */
  sellTested(): void;
  /** Lets a change of what deters customers act at once on an offer. */
  revalue(row: number, cell: number): void;
  /** Takes all offers of a developer out of its nest, lets `move` change that, and puts them into the new one. */
  transfer(row: number, move: () => void): void;
  /** Attraction of offers by what is spent on them: times the weight of a nest it is a share of spend. */
  drawn(): Float64Array;
  /** Recomputes the appeal of every offer at today's prices, trust and expectations. */
  reappraise(): void;
  /** Appeal of capability `q` that a developer might offer in a cell. */
  worth(row: number, cell: number, q: number): number;
  /** The release that a developer may offer in a cell by the rules, -1 for none. */
  accessible(row: number, cell: number): number;
  /** Appeal of a developer's offer in a cell if only what may be used sells: what decisions go by. */
  accessibleWorth(row: number, cell: number): number;
  /** Whether some offer changed since this was last asked. */
  tookChange(): boolean;
  begin(): void;
}

/**
 * Makes the offers: a developer's best release that the segment may use there.
 *
 * Reads access and capability of releases. Writes offered, served and firstUse of releases, sums of nests. Calls `lost`
 * for a cell in which a developer has nothing on offer any more.
 */
export function createOffers(
  run: Run,
  {
    nests,
    appeal,
    gatekeepers,
    multi,
    evaders,
  }: {
    nests: Nests;
    appeal: Appeal;
    gatekeepers: Gatekeepers;
    multi: Multihoming | undefined;
    evaders: Evaders;
  },
  lost: (row: number, cell: number) => void,
): Offers {
  const {world, clock} = run;
  const {developers, releases} = world;
  const J = world.jurisdictions.length;
  const cells = J * Z;
  const unaffected = run.number('demand.unaffected_by_delay') === 1;
  const {sum} = nests;
  const {column} = developers.extend(columns);
  const count = new Int32Array(cells * WIDTH); // developers with an offer, by nest
  let changed = false;

  /** Who evades a ban is in no sum: evaders weigh it against all of them. */
  const counts = (row: number): boolean => !evaders.has(row);

  /** The release that a developer may offer to a segment somewhere, -1 for none. */
  function bestAccessible(row: number, j: number, z: number): number {
    const {access, barred, previous} = releases.column;
    const {excluded, withdrawn} = developers.column;
    if (excluded[row * J + j] > clock.from || withdrawn[row * J + j] === 1) return -1;
    // The newest is the best: each release of a developer beats the one before.
    let r = developers.column.latest[row];
    while (r >= 0 && ((access[r * J + j] & (1 << z)) === 0 || barred[r * J + j] === 1 || gatekeepers.refuse(r, j, z)))
      r = previous[r];
    return r;
  }

  function bestTested(row: number, j: number): number {
    const {tested, previous} = releases.column;
    if (developers.column.sells[row * J + j] === 0) return -1;
    let r = developers.column.latest[row];
    while (r >= 0 && Number.isNaN(tested[r])) r = previous[r];
    return r;
  }

  /** What else than the seller and the release makes an offer less attractive in a cell, 0 to 1. */
  function hindrance(row: number, cell: number, bound: boolean): number {
    const friction = bound ? gatekeepers.friction : 1;
    return appeal.isDeterred(row) ? friction * appeal.deterrence(row, cell) : friction;
  }

  function worthOf(row: number, cell: number, release: number): number {
    const bound = gatekeepers.bind(release, Math.floor(cell / Z));
    return appeal.of(row, cell % Z, releases.column.capability[release]) * hindrance(row, cell, bound);
  }

  /** Sets the attraction of an offer; sums move by the difference until the next reappraisal adds them up afresh. */
  function amend(row: number, cell: number, now: number): void {
    const at = row * cells + cell;
    const nest = WIDTH * cell + developers.column.nest[row];
    const before = column.attraction[at];
    column.attraction[at] = now;
    if (!counts(row)) return;
    sum[nest] = count[nest] === 0 ? 0 : Math.max(sum[nest] + now - before, now);
    changed = true;
    if (!multi) return;
    const {drawn} = multi.column;
    const known = drawn[at];
    drawn[at] = now * multi.tiltOf(row, cell);
    multi.split[nest] = count[nest] === 0 ? 0 : Math.max(multi.split[nest] + drawn[at] - known, drawn[at]);
  }

  function refresh(row: number, j: number): void {
    const {offered, firstUse, served} = releases.column;
    const {offer} = column;
    const gone = !Number.isNaN(developers.column.gone[row]);
    for (let z = 0; z < Z; z++) {
      const best = gone ? -1 : unaffected ? bestTested(row, j) : bestAccessible(row, j, z);
      const cell = j * Z + z;
      const at = row * cells + cell;
      const before = offer[at] - 1;
      if (before === best) continue;
      const nest = WIDTH * cell + developers.column.nest[row];
      if (before >= 0) {
        offered[before]--;
        if (counts(row)) count[nest]--;
      }
      if (best >= 0) {
        offered[best]++;
        served[best * J + j] |= 1 << z;
        if (counts(row)) count[nest]++;
        if (Number.isNaN(firstUse[best])) firstUse[best] = clock.from;
        amend(row, cell, worthOf(row, cell, best));
      } else {
        amend(row, cell, 0);
        lost(row, cell);
      }
      offer[at] = best + 1;
    }
  }

  /** Counts an offer in its developer's nest, or no more. */
  function countIn(row: number, cell: number, by: number): void {
    if (counts(row)) count[WIDTH * cell + developers.column.nest[row]] += by;
  }

  return {
    column,
    refresh,
    transfer(row, move) {
      const {offer} = column;
      for (let cell = 0; cell < cells; cell++) {
        if (offer[row * cells + cell] === 0) continue;
        countIn(row, cell, -1);
        amend(row, cell, 0);
      }
      move();
      for (let cell = 0; cell < cells; cell++) {
        const release = offer[row * cells + cell] - 1;
        if (release < 0) continue;
        countIn(row, cell, 1);
        amend(row, cell, worthOf(row, cell, release));
      }
    },
    sellTested() {
      if (!unaffected) return;
      for (let n = 0; n < developers.liveCount; n++) {
        for (let j = 0; j < J; j++) refresh(developers.live[n], j);
      }
    },
    revalue(row, cell) {
      const release = column.offer[row * cells + cell] - 1;
      if (release >= 0) amend(row, cell, worthOf(row, cell, release));
    },
    drawn: () => (multi ? multi.column.drawn : column.attraction),
    reappraise() {
      const {attraction, offer} = column;
      const {capability} = releases.column;
      const {nest} = developers.column;
      sum.fill(0);
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        const summed = counts(row);
        const hindered = appeal.isDeterred(row) || gatekeepers.watch(row);
        for (let z = 0; z < Z; z++) {
          let known = 0;
          let value = 0;
          for (let at = row * cells + z; at < (row + 1) * cells; at += Z) {
            if (offer[at] === 0) continue;
            if (offer[at] !== known) {
              known = offer[at];
              value = appeal.of(row, z, capability[known - 1]);
            }
            const cell = at - row * cells;
            attraction[at] = hindered
              ? value * hindrance(row, cell, gatekeepers.bind(known - 1, Math.floor(cell / Z)))
              : value;
            if (summed) sum[WIDTH * cell + nest[row]] += attraction[at];
          }
        }
      }
      changed = true;
    },
    worth: (row, cell, q) =>
      appeal.of(row, cell % Z, q) *
      hindrance(row, cell, gatekeepers.watch(row) && gatekeepers.onDuty(Math.floor(cell / Z))),
    accessible: (row, cell) =>
      unaffected ? bestAccessible(row, Math.floor(cell / Z), cell % Z) : column.offer[row * cells + cell] - 1,
    accessibleWorth(row, cell) {
      if (!unaffected) return column.attraction[row * cells + cell];
      const best = bestAccessible(row, Math.floor(cell / Z), cell % Z);
      return best < 0 ? 0 : worthOf(row, cell, best);
    },
    tookChange() {
      const was = changed;
      changed = false;
      return was;
    },
    begin() {
      count.fill(0);
      nests.clear();
      changed = true;
    },
  };
}
