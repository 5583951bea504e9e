import {exp} from '../../numeric/exp.ts';
import {pow} from '../../numeric/pow.ts';
import {EVALUATOR_ACCESS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS, DEFECT_CLASSES} from '../world.ts';

/** What effort tells about a release, by the laws of discovery and without looking at its defects. */
export interface Detection {
  /** Share of the defects of class `k` that the effort spent so far would have found. */
  share(k: number, release: number): number;
  /** Mean rate, per effective expert-hour, of a defect of class `k` that went unfound so far: the loud go first. */
  quietRate(k: number, release: number): number;
}

/** Makes the closed forms of discovery: Goel & Okumoto (1979) for equal rates, Littlewood (1981) for gamma rates. */
export function createDetection(run: Run): Detection {
  const {world} = run;
  const beta = DEFECT_CLASSES.map((name) => run.member('defects.beta', name));
  const alpha = run.number('defects.alpha');
  const homogeneous = run.choice('defects.rates') === 'homogeneous';
  const battery = run.number('checks.detection');
  const visible = EVALUATOR_ACCESS.map((level) => run.number(`detection.hidden_${level}`));

  /** Calls `each` with the effort that reached a part of class `k` and with the size of that part. */
  function parts(k: number, release: number, each: (effort: number, weight: number) => void): void {
    const {effort} = world.releases.column;
    const at = release * CHANNELS.length;
    const name = DEFECT_CLASSES[k];
    if (name !== 'trigger') {
      each(effort[at + CHANNEL[name]], 1);
      return;
    }
    // Triggers show themselves from different levels of access on, the rest only in use.
    let below = 0;
    for (let level = 0; level < visible.length; level++) {
      each(effort[at + CHANNEL.trigger + level], Math.max(visible[level] - below, 0));
      below = Math.max(below, visible[level]);
    }
    each(effort[at + CHANNEL.trigger + visible.length], 1 - below);
  }

  const missedBy = (k: number, effort: number): number =>
    homogeneous ? exp((-alpha / beta[k]) * effort) : pow(beta[k] / (beta[k] + effort), alpha);

  return {
    share(k, release) {
      let missed = 0;
      parts(k, release, (effort, weight) => {
        missed += weight * missedBy(k, effort);
      });
      // Batteries repeat known attacks: each finds a hidden shallow defect with the same chance, loud or quiet.
      if (DEFECT_CLASSES[k] === 'shallow') missed *= pow(1 - battery, world.releases.column.batteries[release]);
      return 1 - missed;
    },
    quietRate(k, release) {
      let missed = 0;
      let rate = 0;
      parts(k, release, (effort, weight) => {
        const left = weight * missedBy(k, effort);
        missed += left;
        rate += left * (alpha / (beta[k] + (homogeneous ? 0 : effort)));
      });
      return missed > 0 ? rate / missed : 0;
    },
  };
}
