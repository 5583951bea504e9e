import type {Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';
import {believedIntensity} from './deterrence.ts';

/** What developers believe about inspections, by jurisdiction. */
export interface Beliefs {
  /** Inspections a year that come to a developer, over all segments or those of a mask, targeting included. */
  rate(developer: number, jurisdiction: number, mask: number): number;
  /** Inspections a year that a developer expects there for the segments of a mask. */
  believed(developer: number, jurisdiction: number, mask: number): number;
  /** Tells that some days went by in which inspections could come to a developer. */
  wait(developer: number, jurisdiction: number, days: number): void;
  /** Tells that an inspection came. */
  see(developer: number, jurisdiction: number): void;
  /** Targets a developer until a day. */
  target(developer: number, jurisdiction: number, until: number): void;
  begin(): void;
}

/**
 * Makes beliefs: gamma-Poisson, from the announcement and from the inspections of oneself and of others.
 *
 * Reads the clock. Draws nothing.
 */
export function createBeliefs(run: Run): Beliefs {
  const {world, clock} = run;
  const {developers} = world;
  const J = world.jurisdictions.length;
  const rates = SEGMENTS.map((id) => run.member('inspection.rate', id));
  const announced = run.number('inspection.announced');
  const weight = run.number('inspection.announcement_weight');
  const hearsay = run.number('inspection.hearsay');
  const more = run.number('inspection.escalation');
  const own = developers.extend({
    seen: ['f64', 'jurisdiction'], // inspections of it
    due: ['f64', 'jurisdiction'], // those to be expected meanwhile
    targeted: ['f64', 'jurisdiction'], // day until which it is
  });
  const seen = new Float64Array(J); // of everybody
  const due = new Float64Array(J);

  function rate(developer: number, j: number, mask: number): number {
    let total = 0;
    for (let z = 0; z < rates.length; z++) if ((mask & (1 << z)) !== 0) total += rates[z];
    return own.column.targeted[developer * J + j] > clock.from ? total * (1 + more) : total;
  }

  return {
    rate,
    believed(developer, j, mask) {
      const at = developer * J + j;
      const ownSeen = own.column.seen[at];
      const ownDue = own.column.due[at];
      const allSeen = ownSeen + hearsay * (seen[j] - ownSeen);
      const allDue = ownDue + hearsay * (due[j] - ownDue);
      return believedIntensity(weight, announced, allSeen, allDue) * rate(developer, j, mask);
    },
    wait(developer, j, days) {
      const expected = (rate(developer, j, -1) * days) / 365.25;
      own.column.due[developer * J + j] += expected;
      due[j] += expected;
    },
    see(developer, j) {
      own.column.seen[developer * J + j]++;
      seen[j]++;
    },
    target(developer, j, until) {
      own.column.targeted[developer * J + j] = until;
    },
    begin() {
      seen.fill(0);
      due.fill(0);
    },
  };
}
