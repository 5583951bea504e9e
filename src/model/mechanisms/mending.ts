import {exponential} from '../../numeric/distributions.ts';
import type {Run} from '../mechanism.ts';
import {CHANNELS, CLASSES, DEFECT_CLASSES} from '../world.ts';
import {remove} from './discovery.ts';
import {gate} from './gate.ts';

/**
 * Makes the mending of a found defect, wherever it was found: it leaves the field, but a trigger may survive the
 * retraining, hidden again, and then the answer is false.
 *
 * Reads effort. Writes defects. Draws the survival of a trigger and when it would be found again, once a retraining.
 */
export function createMending(run: Run): (defect: number, day: number) => boolean {
  const {world} = run;
  const {releases, defects} = world;
  const survival = run.number('remediation.trigger_survival');
  const triggerClass = DEFECT_CLASSES.indexOf('trigger');

  return (defect, day) => {
    const {column} = defects;
    const release = column.release[defect];
    if (column.class[defect] === triggerClass) {
      const effort = releases.column.effort[release * CHANNELS.length + column.channel[defect]];
      const draws = run.draws.at(
        defects.idLow[defect],
        defects.idHigh[defect],
        (releases.idLow[release] + column.retrained[defect]) | 0,
        gate.decisions.survival,
      );
      column.retrained[defect]++;
      column.mendedAt[defect] = effort + releases.column.heard[release * CLASSES + triggerClass];
      column.idle[defect] += Math.max(effort - column.foundAt[defect], 0);
      if (draws.uniform() < survival) {
        column.found[defect] = NaN;
        column.foundAt[defect] = effort + exponential(draws) / column.rate[defect];
        return false;
      }
    }
    remove(world, defect, day);
    return true;
  };
}
