import {exponential, gamma, negativeBinomial} from '../../numeric/distributions.ts';
import {childId} from '../../numeric/entity-id.ts';
import {EVALUATOR_ACCESS} from '../input.ts';
import type {Playing, Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS, CLASS_OF_CHANNEL, CLASSES, DEFECT_CLASSES} from '../world.ts';
import {defects} from './defects.ts';

/** Kind word of a defect in its id; a release is 100. */
const DEFECT_KIND = 101;

/**
 * Gives every release of the step its defects: new ones, and those inherited from the release before.
 *
 * A defect's id comes from its release, class and ordinal of birth, and it keeps it in every successor that inherits
 * it: what is found elsewhere shifts none of its draws.
 * Reads capability, publicFrontier, safety, effort spent on the release before. Writes defects, and hazard, expected
 * and what was passed on of releases. Draws a count per class, a rate and a waiting time per defect, and one uniform
 * per defect and successor that may inherit it.
 */
export function playDefects(run: Run): Playing {
  const {world} = run;
  const {releases, developers} = world;
  const table = world.defects;
  const enabled = run.on('defects');
  const mean = DEFECT_CLASSES.map((name) => run.member('defects.mean', name));
  const beta = DEFECT_CLASSES.map((name) => run.member('defects.beta', name));
  const alpha = run.number('defects.alpha');
  const homogeneous = run.choice('defects.rates') === 'homogeneous';
  const dispersion = run.number('defects.dispersion');
  const novelty = run.number('defects.novelty');
  const inheritance = run.number('defects.inheritance');
  const visible = EVALUATOR_ACCESS.map((level) => run.number(`detection.hidden_${level}`));
  const triggerClass = DEFECT_CLASSES.indexOf('trigger');
  const id = new Int32Array(2);
  let seen = 0;

  /** Adds the defect with the id in `id`, which came into being with the release itself unless said otherwise. */
  function add(release: number, defectClass: number, channel: number, rate: number, foundAt: number): number {
    const row = table.add(id[0], id[1]);
    const {column} = table;
    column.release[row] = release;
    column.class[row] = defectClass;
    column.channel[row] = channel;
    column.rate[row] = rate;
    column.foundAt[row] = foundAt;
    column.found[row] = NaN;
    column.removed[row] = NaN;
    column.birth[row] = release;
    column.ancestor[row] = -1;
    releases.column.defects[release]++;
    releases.column.hazard[release * CLASSES + defectClass] += rate;
    return row;
  }

  /** Least access with which evaluators see a trigger defect, as its channel; the last one shows only in use. */
  function triggerChannel(u: number): number {
    for (let level = 0; level < visible.length; level++) if (u < visible[level]) return CHANNEL.trigger + level;
    return CHANNEL.trigger + visible.length;
  }

  function furnish(release: number): void {
    const {column} = releases;
    const low = releases.idLow[release];
    const high = releases.idHigh[release];
    column.firstDefect[release] = table.rows;
    const beyond = Math.max(column.capability[release] - world.publicFrontier, 0);
    const factor =
      (1 + novelty * (world.publicFrontier === -Infinity ? 0 : beyond)) *
      (1 - developers.column.safety[column.developer[release]]);
    for (let k = 0; k < CLASSES; k++) {
      const expected = mean[k] * factor;
      column.expected[release * CLASSES + k] = expected;
      const count = negativeBinomial(run.draws.at(low, high, k, defects.decisions.count), expected, dispersion);
      for (let n = 0; n < count; n++) {
        const draws = run.draws.at(low, high, k * 65536 + n, defects.decisions.defect);
        const rate = (homogeneous ? alpha : gamma(draws, alpha)) / beta[k];
        const foundAt = exponential(draws) / rate;
        const channel = k === triggerClass ? triggerChannel(draws.uniform()) : channelOf(k);
        childId(id, low, high, k, n, DEFECT_KIND);
        add(release, k, channel, rate, foundAt);
      }
    }
    inherit(release, column.previous[release]);
  }

  /** Gives a copy what its origin still has in the field. */
  function copy(release: number, origin: number): void {
    const {firstDefect, defects: counts, effort, expected} = releases.column;
    firstDefect[release] = table.rows;
    for (let k = 0; k < CLASSES; k++) expected[release * CLASSES + k] = expected[origin * CLASSES + k];
    for (let row = firstDefect[origin]; row < firstDefect[origin] + counts[origin]; row++) {
      const {column} = table;
      if (!Number.isNaN(column.removed[row])) continue;
      const left = Math.max(column.foundAt[row] - effort[origin * CHANNELS.length + column.channel[row]], 0);
      id[0] = table.idLow[row];
      id[1] = table.idHigh[row];
      const heir = add(release, column.class[row], column.channel[row], column.rate[row], left);
      table.column.birth[heir] = table.column.birth[row];
      table.column.retrained[heir] = table.column.retrained[row];
    }
  }

  function inherit(release: number, previous: number): void {
    if (previous < 0) return;
    const {effort, heard, batteries, passedEffort, passedBatteries, firstDefect, defects: counts} = releases.column;
    for (let channel = 0; channel < CHANNELS.length; channel++) {
      passedEffort[release * CHANNELS.length + channel] =
        effort[previous * CHANNELS.length + channel] + heard[previous * CLASSES + CLASS_OF_CHANNEL[channel]];
    }
    passedBatteries[release] = batteries[previous];
    const end = firstDefect[previous] + counts[previous];
    for (let row = firstDefect[previous]; row < end; row++) {
      const {column} = table;
      const known = !Number.isNaN(column.found[row]);
      if (known || column.retrained[row] > 0) column.passed[row] = 1;
      if (known) continue;
      id[0] = table.idLow[row];
      id[1] = table.idHigh[row];
      const draws = run.draws.at(id[0], id[1], releases.idLow[release], defects.decisions.inherit);
      if (draws.uniform() >= inheritance) continue;
      const spent = effort[previous * CHANNELS.length + column.channel[row]];
      // Waiting times of hidden defects have no memory: what is left of the effort carries over.
      const left = Math.max(column.foundAt[row] - spent, 0);
      const heir = add(release, column.class[row], column.channel[row], column.rate[row], left);
      table.column.birth[heir] = table.column.birth[row];
      table.column.ancestor[heir] = row;
      table.column.retrained[heir] = table.column.retrained[row];
      table.column.idle[heir] = table.column.idle[row];
      table.column.before[heir] = table.column.retrained[row] > 0 ? 1 : 0;
    }
  }

  return {
    begin() {
      seen = 0;
    },
    step() {
      for (; seen < releases.rows; seen++) {
        if (enabled && releases.column.origin[seen] >= 0) copy(seen, releases.column.origin[seen]);
        else if (enabled) furnish(seen);
        else releases.column.firstDefect[seen] = table.rows;
      }
    },
  };
}

function channelOf(defectClass: number): number {
  const name = DEFECT_CLASSES[defectClass];
  return name === 'shallow' ? CHANNEL.shallow : name === 'deep' ? CHANNEL.deep : CHANNEL.drift;
}
