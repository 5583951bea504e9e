import {exp} from '../../numeric/exp.ts';
import {pow} from '../../numeric/pow.ts';
import {EVALUATOR_ACCESS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS, CLASS_OF_CHANNEL, CLASSES, DEFECT_CLASSES} from '../world.ts';

/** The laws of discovery: what effort tells without looking at defects. Effort is in effective expert-hours. */
export interface Detection {
  /** Share of a class's defects that lie in a channel. */
  readonly weight: Float64Array;
  /** Effort that has reached a channel of a release: tests, reviews, use and reports of incidents. */
  spent(release: number, channel: number): number;
  /** Chance that a new defect of a channel is still unfound after this effort. */
  missed(channel: number, effort: number): number;
  /** Mean rate of a defect of a channel that is unfound after this effort, and was found `times` before: the loud go first. */
  rate(channel: number, effort: number, times: number): number;
  /** Chance that `batteries` prompt batteries, which repeat known attacks, leave a defect of a channel unfound. */
  slipped(channel: number, batteries: number): number;
  /** Chance that a defect found `times` before is not found again by the last `more` of its line's `effort`. */
  quiet(channel: number, effort: number, more: number, times: number): number;
}

/** Makes the closed forms of discovery: Goel & Okumoto (1979) for equal rates, Littlewood (1981) for gamma rates. */
export function createDetection(run: Run): Detection {
  const {releases} = run.world;
  const beta = CLASS_OF_CHANNEL.map((k) => run.member('defects.beta', DEFECT_CLASSES[k]));
  const alpha = run.number('defects.alpha');
  const homogeneous = run.choice('defects.rates') === 'homogeneous';
  const battery = run.number('checks.detection');
  const weight = new Float64Array(CHANNELS.length).fill(1);
  // Triggers show themselves from different levels of access on, the rest only in use.
  let below = 0;
  EVALUATOR_ACCESS.forEach((level, n) => {
    const visible = run.number(`detection.hidden_${level}`);
    weight[CHANNEL.trigger + n] = Math.max(visible - below, 0);
    below = Math.max(below, visible);
  });
  weight[CHANNEL.trigger + EVALUATOR_ACCESS.length] = 1 - below;

  const slips: number[] = []; // chance to slip through, by number of batteries: few are ever run

  return {
    weight,
    spent: (release, channel) =>
      releases.column.effort[release * CHANNELS.length + channel] +
      releases.column.heard[release * CLASSES + CLASS_OF_CHANNEL[channel]],
    missed: (channel, effort) =>
      homogeneous ? exp((-alpha / beta[channel]) * effort) : pow(beta[channel] / (beta[channel] + effort), alpha),
    rate: (channel, effort, times) =>
      homogeneous ? alpha / beta[channel] : (alpha + times) / (beta[channel] + effort),
    slipped(channel, batteries) {
      if (channel !== CHANNEL.shallow) return 1;
      while (slips.length <= batteries) slips.push(pow(1 - battery, slips.length));
      return slips[batteries];
    },
    quiet: (channel, effort, more, times) =>
      homogeneous
        ? exp((-alpha / beta[channel]) * more)
        : pow((beta[channel] + effort - more) / (beta[channel] + effort), alpha + times),
  };
}
