import type {Mechanism, Run} from '../mechanism.ts';
import {CLASSES, DEFECT_CLASSES} from '../world.ts';
import {createDetection} from './detection.ts';
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

/** Use of the reference deployment in a year, M user-weeks. */
export const REFERENCE_USE = REFERENCE_USERS * WEEKS;

/** Expected harm of a release as it stands, USD M per year for the reference deployment. */
export function createSignOff(run: Run): {expectedHarm(release: number): number; passes(release: number): boolean} {
  const {world} = run;
  const detection = createDetection(run);
  const scale = DEFECT_CLASSES.map((name) => run.member('incidents.scale', name));
  const dispersion = run.number('defects.dispersion');
  const strictness = run.number('review.strictness');
  const accepted = strictness === 0 ? Infinity : run.number('gate.accepted_harm') / strictness;
  const severity = meanSeverity(run);

  function expectedHarm(release: number): number {
    const {expected, found} = world.releases.column;
    let harm = 0;
    for (let k = 0; k < CLASSES; k++) {
      const prior = expected[release * CLASSES + k];
      if (prior === 0) continue;
      const d = detection.share(k, release);
      const left =
        dispersion === Infinity
          ? prior * (1 - d)
          : ((1 - d) * (dispersion + found[release * CLASSES + k])) / (dispersion / prior + d);
      harm += scale[k] * left * detection.quietRate(k, release);
    }
    return harm * REFERENCE_USERS * WEEKS * severity;
  }

  return {expectedHarm, passes: (release) => expectedHarm(release) <= accepted};
}
