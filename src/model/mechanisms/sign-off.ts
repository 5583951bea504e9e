import {exp} from '../../numeric/exp.ts';
import {pow} from '../../numeric/pow.ts';
import type {Mechanism, Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS, CLASSES, DEFECT_CLASSES} from '../world.ts';
import {meanSeverity} from './severity.ts';

const WEEKS = 52.1786;

/** Numbers of the regulator's decision to sign off. */
export const signOff = {
  id: 'sign-off',
  title: 'Sign-off by posterior expected harm',
  equation:
    'E[left | m] = (1 - d)(k_N + m)/(k_N/a_k + d), d = 1 - (beta/(beta + tau))^alpha; ' +
    'harm = kappa_k E[left] E[phi | undetected] x exposure x E[severity]; sign iff harm <= accepted / strictness',
  limit: 'Strictness 0: always signed. k_N unlimited (Poisson): what was found says nothing about what is left.',
  source: 'Wald (1947), sequential decision; gamma-Poisson posterior of Littlewood (1981)',
  switches: {},
  parameters: {
    'gate.accepted_harm': {
      type: 'number',
      title: 'Expected harm that a regulator accepts, for a reference deployment of 10 M users for a year',
      group: 'gate',
      role: 'assumed',
      source: 'assumed: no regulator has published such a number',
      unit: 'USD M per year',
      default: 20,
      low: 2,
      high: 200,
      min: 0,
      max: Infinity,
    },
    'review.strictness': {
      type: 'number',
      title: 'Strictness of sign-off: divides the accepted harm',
      group: 'gate',
      role: 'policy',
      source: 'policy lever',
      unit: 'x',
      default: 1,
      low: 0,
      high: 5,
      min: 0,
      max: Infinity,
    },
  },
  decisions: {},
} as const satisfies Mechanism;

const REFERENCE_USERS = 10; // M

/** Expected harm of a release as it stands, USD M per year for the reference deployment. */
export function createSignOff(run: Run): {expectedHarm(release: number): number; passes(release: number): boolean} {
  const {world} = run;
  const beta = DEFECT_CLASSES.map((name) => run.member('defects.beta', name));
  const scale = DEFECT_CLASSES.map((name) => run.member('incidents.scale', name));
  const alpha = run.number('defects.alpha');
  const homogeneous = run.choice('defects.rates') === 'homogeneous';
  const dispersion = run.number('defects.dispersion');
  const strictness = run.number('review.strictness');
  const accepted = strictness === 0 ? Infinity : run.number('gate.accepted_harm') / strictness;
  const severity = meanSeverity(run);
  const visible = ['black_box', 'fine_tuning', 'white_box'].map((level) => run.number(`detection.hidden_${level}`));

  /** Share of the defects of a channel that effort tau would have found. */
  const detected = (k: number, tau: number): number =>
    homogeneous ? 1 - exp((-alpha / beta[k]) * tau) : 1 - pow(beta[k] / (beta[k] + tau), alpha);

  /** What a regulator believes effort has found: only what evaluators could see counts. */
  function detectedOf(k: number, release: number): number {
    const {effort} = world.releases.column;
    const at = release * CHANNELS.length;
    const name = DEFECT_CLASSES[k];
    if (name === 'shallow') return detected(k, effort[at + CHANNEL.shallow]);
    if (name === 'deep') return detected(k, effort[at + CHANNEL.deep]);
    if (name === 'drift') return detected(k, effort[at + CHANNEL.drift]);
    let below = 0;
    let share = 0;
    for (let level = 0; level < visible.length; level++) {
      const more = Math.max(visible[level] - below, 0);
      share += more * detected(k, effort[at + CHANNEL.trigger + level]);
      below = Math.max(below, visible[level]);
    }
    return share + (1 - below) * detected(k, effort[at + CHANNEL.trigger + visible.length]);
  }

  function expectedHarm(release: number): number {
    const {expected, found} = world.releases.column;
    let harm = 0;
    for (let k = 0; k < CLASSES; k++) {
      const prior = expected[release * CLASSES + k];
      if (prior === 0) continue;
      const d = detectedOf(k, release);
      const left =
        dispersion === Infinity
          ? prior * (1 - d)
          : ((1 - d) * (dispersion + found[release * CLASSES + k])) / (dispersion / prior + d);
      // Rate of a defect that survived so far: the loud ones were found first.
      const rate = (alpha / beta[k]) * (homogeneous ? 1 : pow(1 - d, 1 / alpha));
      harm += scale[k] * left * rate;
    }
    return harm * REFERENCE_USERS * WEEKS * severity;
  }

  return {expectedHarm, passes: (release) => expectedHarm(release) <= accepted};
}
