import {exponential, gamma, negativeBinomial} from '../../numeric/distributions.ts';
import {EVALUATOR_ACCESS} from '../input.ts';
import type {Playing, Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS, CLASSES, DEFECT_CLASSES} from '../world.ts';
import {defects} from './defects.ts';
import {createDetection} from './detection.ts';

/**
 * Gives every release of the step its defects: new ones, and those inherited from the release before.
 *
 * Reads capability, publicFrontier, safety, effort spent on the release before. Writes defects, hazard and
 * expected of releases. Draws a count per class, a rate and a waiting time per defect, and one uniform per
 * defect that a successor may inherit.
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
  const detection = createDetection(run);
  const novelty = run.number('defects.novelty');
  const inheritance = run.number('defects.inheritance');
  const visible = EVALUATOR_ACCESS.map((level) => run.number(`detection.hidden_${level}`));
  const triggerClass = DEFECT_CLASSES.indexOf('trigger');
  let seen = 0;

  function add(
    release: number,
    defectClass: number,
    channel: number,
    rate: number,
    foundAt: number,
    since: number,
  ): void {
    const row = table.add(release, table.rows);
    const {column} = table;
    column.release[row] = release;
    column.class[row] = defectClass;
    column.channel[row] = channel;
    column.rate[row] = rate;
    column.foundAt[row] = foundAt;
    column.found[row] = NaN;
    column.removed[row] = NaN;
    column.since[row] = since;
    releases.column.defects[release]++;
    releases.column.hazard[release * CLASSES + defectClass] += rate;
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
        add(release, k, k === triggerClass ? triggerChannel(draws.uniform()) : channelOf(k), rate, foundAt, NaN);
      }
    }
    inherit(release, column.previous[release]);
  }

  function inherit(release: number, previous: number): void {
    if (previous < 0) return;
    const {expected} = releases.column;
    for (let k = 0; k < CLASSES; k++) {
      const hidden = expected[previous * CLASSES + k] * (1 - detection.share(k, previous));
      expected[release * CLASSES + k] += inheritance * hidden;
    }
    const first = releases.column.firstDefect[previous];
    const end = first + releases.column.defects[previous];
    for (let row = first; row < end; row++) {
      const {column} = table;
      if (!Number.isNaN(column.found[row])) continue;
      const draws = run.draws.at(
        releases.idLow[release],
        releases.idHigh[release],
        row - first,
        defects.decisions.inherit,
      );
      if (draws.uniform() >= inheritance) continue;
      const spent = releases.column.effort[previous * CHANNELS.length + column.channel[row]];
      // Waiting times of hidden defects have no memory: what is left of the effort carries over.
      const left = Math.max(column.foundAt[row] - spent, 0);
      const since = Number.isNaN(column.since[row]) ? releases.column.firstUse[previous] : column.since[row];
      add(release, column.class[row], column.channel[row], column.rate[row], left, since);
    }
  }

  return {
    begin() {
      seen = 0;
    },
    step() {
      for (; seen < releases.rows; seen++) {
        if (enabled) furnish(seen);
        else releases.column.firstDefect[seen] = table.rows;
      }
    },
  };
}

function channelOf(defectClass: number): number {
  const name = DEFECT_CLASSES[defectClass];
  return name === 'shallow' ? CHANNEL.shallow : name === 'deep' ? CHANNEL.deep : CHANNEL.drift;
}
