import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import type {Run} from '../mechanism.ts';
import {EVERYONE} from '../segments.ts';
import {LEAKS} from '../world.ts';

const MONTH = 30.4375; // days

/** The best that somebody who hides could offer. */
export interface Find {
  capability: number; // ECI
  origin: number; // release it would be a copy of, -1 for a distillation of its own
  appeal: number; // utility of the choice among all that can be copied, beyond that of the best
}

/** What can be had in spite of a ban. */
export interface Copies {
  /** Remembers the public frontier of the step and what leaked before it. */
  remember(): void;
  /** What covert hosts of a jurisdiction can copy; false when there is nothing worth hiding for. */
  covert(jurisdiction: number, banned: boolean, into: Find): boolean;
  /** What is banned there and on offer elsewhere, at `host` for one; false when there is nothing. */
  abroad(jurisdiction: number, into: Find): boolean;
  begin(): void;
}

/**
 * Makes the choice of what to copy.
 *
 * q = max(open weights published anywhere, leaked weights, public frontier a lag ago - gap). Open weights come with
 * their variety: a host offers the copies of all, and the choice among them has the appeal l ln sum exp(d / l).
 * Reads releases, leaks, publicFrontier. Draws nothing.
 */
export function createCopies(run: Run): Copies {
  const {world, clock, input} = run;
  const {releases, developers} = world;
  const J = world.jurisdictions.length;
  const l = run.number('demand.nest');
  const quality = run.number('demand.quality');
  const gap = run.number('imitation.gap');
  const lag = Math.round((run.number('distillation.lag') * MONTH) / input.step_days); // steps
  const frontier = new Float64Array(Math.ceil(input.days / input.step_days) + 1);
  const ENDPOINT = LEAKS.indexOf('endpoint');
  let seen = 0;
  let leaked = -1; // best release whose weights leaked or were given away

  const isOut = (release: number): boolean => {
    for (let place = release * J; place < (release + 1) * J; place++)
      if (!Number.isNaN(releases.column.cleared[place])) return true;
    return false;
  };

  function isAbroad(release: number, j: number): boolean {
    const {access, barred} = releases.column;
    for (let k = 0; k < J; k++)
      if (k !== j && access[release * J + k] === EVERYONE && barred[release * J + k] === 0) return true;
    return false;
  }

  /** The best of what counts among the banned releases, and the appeal of the choice among all of them. */
  function survey(j: number, counts: (release: number) => boolean, into: Find): void {
    const {capability, developer, barred} = releases.column;
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      if (barred[release * J + j] === 0 || !counts(release) || capability[release] <= into.capability) continue;
      into.capability = capability[release];
      into.origin = release;
    }
    // Leaked weights that are better than all that is banned are one more to choose.
    const {origin} = into;
    const leads = origin >= 0 && (barred[origin * J + j] === 0 || !counts(origin));
    let sum = leads ? exp(developers.column.efficiency[developer[origin]] / l) : 0;
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      if (barred[release * J + j] === 0 || !counts(release) || isFollowed(release, j, counts)) continue;
      const lead = quality * (capability[release] - into.capability);
      sum += exp((lead + developers.column.efficiency[developer[release]]) / l);
    }
    into.appeal = sum > 0 ? l * ln(sum) : 0;
  }

  /** Whether its developer has a newer one that counts too. */
  function isFollowed(release: number, j: number, counts: (release: number) => boolean): boolean {
    const {previous, developer, barred} = releases.column;
    for (let r = developers.column.latest[developer[release]]; r > release; r = previous[r])
      if (barred[r * J + j] === 1 && counts(r)) return true;
    return false;
  }

  const isOpenAndOut = (release: number): boolean => releases.column.open[release] === 1 && isOut(release);

  return {
    remember() {
      frontier[clock.tick] = world.publicFrontier;
      const {channel, release} = world.leaks.column;
      const {capability} = releases.column;
      for (; seen < world.leaks.rows; seen++) {
        if (channel[seen] === ENDPOINT) continue;
        if (leaked < 0 || capability[release[seen]] > capability[leaked]) leaked = release[seen];
      }
    },
    covert(j, banned, into) {
      into.capability = banned ? -Infinity : world.openFrontier; // what is legal need not be hidden
      into.origin = -1;
      into.appeal = 0;
      const {capability} = releases.column;
      if (leaked >= 0 && capability[leaked] > into.capability) {
        into.capability = capability[leaked];
        into.origin = leaked;
      }
      if (banned) survey(j, isOpenAndOut, into);
      const known = clock.tick >= lag ? frontier[clock.tick - lag] - gap : -Infinity;
      if (banned && known > into.capability) {
        // One more to choose among, and the best: utilities of the others are now counted from it.
        const others = into.origin < 0 ? 0 : exp((into.appeal - quality * (known - into.capability)) / l);
        into.capability = known;
        into.origin = -1;
        into.appeal = l * ln(1 + others);
        return true;
      }
      return into.origin >= 0;
    },
    abroad(j, into) {
      into.capability = -Infinity;
      into.origin = -1;
      into.appeal = 0;
      survey(j, (release) => isAbroad(release, j), into);
      return into.origin >= 0;
    },
    begin() {
      seen = 0;
      leaked = -1;
    },
  };
}
