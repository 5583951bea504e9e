import type {Run} from '../mechanism.ts';
import {CHANNELS, CLASS_OF_CHANNEL, CLASSES, DEFECT_CLASSES} from '../world.ts';
import {createDetection} from './detection.ts';

/** A posterior looks back until what is older came down with a chance below this. */
const NEGLIGIBLE = 0.01;
const GENERATIONS = 48;

/** What somebody who knows effort and findings, not the defects, must expect. */
export interface Posterior {
  /** Expected sum of the rates of the defects of class `k` left in a release, per effective expert-hour. */
  hazard(k: number, release: number): number;
  /** Expected number of defects of class `k` left in a release. */
  left(k: number, release: number): number;
  /** Both, now and after further effort; the next question overwrites the answer. */
  prospect(k: number, release: number, further: Further): Readonly<Prospect>;
}

/** What is left of a class in a release, and what further effort will leave. */
export interface Prospect {
  hazard: number;
  left: number;
  laterHazard: number;
  laterLeft: number;
}

/** Effort still to come, by the release with which defects were born: asks what it will leave. */
export type Further = (birth: number) => number;

/**
 * Makes the posterior of what is left in a release.
 *
 * The defects that came into being with one ancestor are a cohort N ~ NegBin(a, k_N). Each one was found on its way
 * here, got lost when a successor was made, or lies here still; so with D the chance of a find on the way and L that of
 * still lying here, E[left | m found] = L (k_N + m)/(k_N/a + D). Those left have survived the effort of every release
 * on the way, so they are quieter than new ones. Retrained triggers come on top.
 * Reads effort, findings and priors of a release and its predecessors. Writes nothing and draws nothing.
 */
export function createPosterior(run: Run): Posterior {
  const {releases, defects} = run.world;
  const detection = createDetection(run);
  const dispersion = run.number('defects.dispersion');
  const inheritance = run.number('defects.inheritance');
  const survival = run.number('remediation.trigger_survival');
  const triggerClass = DEFECT_CLASSES.indexOf('trigger');
  const own = defects.extend({seen: 'i32'}); // sum in which a defect was last known to have been found again in an heir
  let sum = 0;
  const line = new Int32Array(GENERATIONS); // the release and its predecessors
  const found = new Int32Array(GENERATIONS); // of the cohort born with each
  const path = new Float64Array(CHANNELS.length); // effort that a cohort survived up to where we look
  let generations = 0;
  const result: Prospect = {hazard: 0, left: 0, laterHazard: 0, laterLeft: 0}; // of the last sum

  /** Lists the line of a release and what was found of each cohort on its way here. */
  function trace(k: number, release: number): void {
    const {firstDefect, defects: counts, previous} = releases.column;
    const {class: classOf, found: day, before, passed, retrained, birth} = defects.column;
    found.fill(0);
    line.fill(-1);
    generations = 0;
    let reach = 1;
    for (let r = release; r >= 0 && reach > NEGLIGIBLE && generations < GENERATIONS; r = previous[r]) {
      line[generations++] = r;
      reach *= inheritance;
    }
    for (let g = 0; g < generations; g++) {
      const r = line[g];
      for (let row = firstDefect[r]; row < firstDefect[r] + counts[r]; row++) {
        if (classOf[row] !== k || before[row] === 1) continue;
        const known = g === 0 ? !Number.isNaN(day[row]) || retrained[row] > 0 : passed[row] === 1;
        if (!known) continue;
        const born = line.indexOf(birth[row]);
        if (born >= 0 && born < generations) found[born]++;
      }
    }
  }

  /** Effort on the release of a generation up to the training of the next, or up to now. */
  const effortAt = (g: number, channel: number): number =>
    g === 0 ? detection.spent(line[0], channel) : releases.column.passedEffort[line[g - 1] * CHANNELS.length + channel];

  function addCohort(k: number, born: number, further?: Further): void {
    const prior = releases.column.expected[line[born] * CLASSES + k];
    if (prior === 0) return;
    path.fill(0);
    let reach = 1;
    let batteries = 0;
    let hidden = 1;
    let caught = 0;
    let rates = 0;
    const coming = further ? further(line[born]) : 0;
    for (let g = born; g >= 0; g--) {
      const last = line[Math.max(g - 1, 0)];
      batteries += g === 0 ? releases.column.batteries[last] : releases.column.passedBatteries[last];
      let left = 0;
      for (let channel = 0; channel < CHANNELS.length; channel++) {
        if (CLASS_OF_CHANNEL[channel] !== k) continue;
        path[channel] += effortAt(g, channel);
        const part =
          detection.weight[channel] * detection.missed(channel, path[channel]) * detection.slipped(channel, batteries);
        left += part;
        if (g === 0) rates += part * detection.rate(channel, path[channel], 0);
      }
      caught += reach * (hidden - left);
      hidden = left;
      if (g > 0) reach *= inheritance;
    }
    const scale = dispersion === Infinity ? prior : (dispersion + found[born]) / (dispersion / prior + caught);
    result.left += reach * hidden * scale;
    result.hazard += reach * rates * scale;
    if (!further) return;
    if (coming > 0) {
      hidden = 0;
      rates = 0;
      for (let channel = 0; channel < CHANNELS.length; channel++) {
        if (CLASS_OF_CHANNEL[channel] !== k) continue;
        const effort = path[channel] + coming;
        const part =
          detection.weight[channel] * detection.missed(channel, effort) * detection.slipped(channel, batteries);
        hidden += part;
        rates += part * detection.rate(channel, effort, 0);
      }
    }
    result.laterLeft += reach * hidden * scale;
    result.laterHazard += reach * rates * scale;
  }

  /** Retraining against a trigger may have failed: what is expected of one that was mended and not seen since. */
  function addRetrained(g: number, further?: Further): void {
    const {firstDefect, defects: counts} = releases.column;
    const {
      class: classOf,
      found: day,
      removed,
      passed,
      retrained,
      mendedAt,
      idle,
      ancestor,
      birth,
      channel: of,
    } = defects.column;
    const {seen} = own.column;
    const r = line[g];
    for (let row = firstDefect[r]; row < firstDefect[r] + counts[r]; row++) {
      // Of an heir nothing is known before it is found itself; then nothing need be guessed from its ancestors.
      if (classOf[row] !== triggerClass || mendedAt[row] === 0 || (g > 0 && passed[row] === 0)) continue;
      for (let a = ancestor[row]; a >= 0; a = ancestor[a]) seen[a] = sum;
      if (seen[row] === sum) continue;
      // One found again and not yet mended is known to be there; whoever asks will mend it first.
      if (!Number.isNaN(day[row]) && Number.isNaN(removed[row])) continue;
      let effort = mendedAt[row] - idle[row]; // what its line survived, by what is known of it
      for (let n = line.indexOf(birth[row]); n > g; n--) effort += effortAt(n, of[row]);
      let alive = survival;
      let gone = 1 - survival; // or lost when a successor was made
      for (let n = g; n >= 0; n--) {
        const more = Math.max(effortAt(n, of[row]) - (n === g ? mendedAt[row] : 0), 0);
        effort += more;
        alive *= detection.quiet(of[row], effort, more, retrained[row]);
        if (n === 0) continue;
        gone += alive * (1 - inheritance);
        alive *= inheritance;
      }
      const share = alive > 0 ? alive / (alive + gone) : 0;
      result.left += share;
      result.hazard += share * detection.rate(of[row], effort, retrained[row]);
      if (!further) continue;
      const coming = further(birth[row]);
      const still = coming > 0 ? share * detection.quiet(of[row], effort + coming, coming, retrained[row]) : share;
      result.laterLeft += still;
      result.laterHazard += still * detection.rate(of[row], effort + coming, retrained[row]);
    }
  }

  function sumUp(k: number, release: number, further?: Further): void {
    trace(k, release);
    sum++;
    result.left = 0;
    result.hazard = 0;
    result.laterLeft = 0;
    result.laterHazard = 0;
    for (let g = 0; g < generations; g++) {
      addCohort(k, g, further);
      if (k === triggerClass && survival > 0) addRetrained(g, further);
    }
  }

  return {
    hazard(k, release) {
      sumUp(k, release);
      return result.hazard;
    },
    left(k, release) {
      sumUp(k, release);
      return result.left;
    },
    prospect(k, release, further) {
      sumUp(k, release, further);
      return result;
    },
  };
}
