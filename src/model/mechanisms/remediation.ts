import {exponential} from '../../numeric/distributions.ts';
import {duration, type DurationLaw} from '../duration.ts';
import type {Run} from '../mechanism.ts';
import {CHANNELS, DEFECT_CLASSES} from '../world.ts';
import {remove} from './discovery.ts';
import {gate} from './gate.ts';
import type {Places} from './places.ts';

/** How long mending takes after a finding, and what it leaves behind. */
export interface Remediation {
  /** Length of a remediation after the present passage, days. */
  days(place: number): number;
  /** Ends a remediation: what was found is gone, but a trigger may survive retraining, hidden again. */
  mend(place: number, day: number): void;
}

/** Makes remediation. Reads found defects. Writes defects. Draws a duration, and the survival of each trigger. */
export function createRemediation(run: Run, places: Places): Remediation {
  const {world} = run;
  const {releases} = world;
  const width = world.jurisdictions.length;
  const law = run.choice('remediation.law') as DurationLaw;
  const mean = run.number('remediation.mean_days');
  const survival = run.number('remediation.trigger_survival');
  const triggerClass = DEFECT_CLASSES.indexOf('trigger');

  function mend(place: number, day: number): void {
    const release = places.releaseOf(place);
    const {firstDefect, defects: counts, found, effort} = releases.column;
    const {column} = world.defects;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (Number.isNaN(column.found[row]) || !Number.isNaN(column.removed[row])) continue;
      if (column.class[row] === triggerClass) {
        const draws = run.draws.at(
          releases.idLow[release],
          releases.idHigh[release],
          ((row - firstDefect[release]) << 20) | ((place % width) << 16) | places.column.passages[place],
          gate.decisions.survival,
        );
        if (draws.uniform() < survival) {
          column.found[row] = NaN;
          found[release * DEFECT_CLASSES.length + triggerClass]--;
          column.foundAt[row] =
            effort[release * CHANNELS.length + column.channel[row]] + exponential(draws) / column.rate[row];
          continue;
        }
      }
      remove(world, row, day);
    }
  }

  return {
    days(place) {
      const release = places.releaseOf(place);
      const draws = run.draws.at(
        releases.idLow[release],
        releases.idHigh[release],
        ((place % width) << 16) | places.column.passages[place],
        gate.decisions.remediation,
      );
      return duration(draws, law, mean, 1);
    },
    mend,
  };
}
