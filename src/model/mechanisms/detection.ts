import {exp} from '../../numeric/exp.ts';
import {pow} from '../../numeric/pow.ts';
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
  const visible = ['black_box', 'fine_tuning', 'white_box'].map((level) => run.number(`detection.hidden_${level}`));

  const found = (k: number, effort: number): number =>
    homogeneous ? 1 - exp((-alpha / beta[k]) * effort) : 1 - pow(beta[k] / (beta[k] + effort), alpha);

  function share(k: number, release: number): number {
    const {effort} = world.releases.column;
    const at = release * CHANNELS.length;
    const name = DEFECT_CLASSES[k];
    if (name !== 'trigger') return found(k, effort[at + CHANNEL[name]]);
    // Triggers show themselves from different levels of access on: a mixture over what each level has seen.
    let below = 0;
    let sum = 0;
    for (let level = 0; level < visible.length; level++) {
      const more = Math.max(visible[level] - below, 0);
      sum += more * found(k, effort[at + CHANNEL.trigger + level]);
      below = Math.max(below, visible[level]);
    }
    return sum + (1 - below) * found(k, effort[at + CHANNEL.trigger + visible.length]);
  }

  return {
    share,
    quietRate: (k, release) => (alpha / beta[k]) * (homogeneous ? 1 : pow(1 - share(k, release), 1 / alpha)),
  };
}
