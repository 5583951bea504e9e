import {duration, type DurationLaw} from '../duration.ts';
import type {Run} from '../mechanism.ts';
import {gate} from './gate.ts';
import {createMending} from './mending.ts';
import type {Places} from './places.ts';

/** How long mending takes after a finding, and what it leaves behind. */
export interface Remediation {
  /** Length of a remediation after the present passage, days. */
  days(place: number): number;
  /** Ends a remediation: what was found is mended. */
  mend(place: number, day: number): void;
}

/** Makes remediation. Reads found defects. Writes defects. Draws a duration, and the survival of each trigger. */
export function createRemediation(run: Run, places: Places): Remediation {
  const {world} = run;
  const {releases} = world;
  const width = world.jurisdictions.length;
  const law = run.choice('remediation.law') as DurationLaw;
  const mean = run.number('remediation.mean_days');
  const mendOne = createMending(run);

  return {
    days(place) {
      const release = places.releaseOf(place);
      const draws = run.draws.at(
        releases.idLow[release],
        releases.idHigh[release],
        world.drawKeys[place % width] | places.column.passages[place],
        gate.decisions.remediation,
      );
      return duration(draws, law, mean, 1);
    },
    mend(place, day) {
      const release = places.releaseOf(place);
      const {firstDefect, defects: counts} = releases.column;
      const {found, removed} = world.defects.column;
      for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
        if (!Number.isNaN(found[row]) && Number.isNaN(removed[row])) mendOne(row, day);
      }
    },
  };
}
