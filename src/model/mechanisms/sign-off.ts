import type {Mechanism, Run} from '../mechanism.ts';
import {CLASSES, DEFECT_CLASSES} from '../world.ts';
import {createPosterior} from './posterior.ts';
import {meanSeverity} from './severity.ts';

const WEEKS = 52.1786;

/** Numbers of the regulator's decision to sign off. */
export const signOff = {
  id: 'sign-off',
  title: 'Sign-off by posterior expected harm',
  equation:
    'E[left | m] = L (k_N + m)/(k_N/a_k + D) for the defects born with the release and with each predecessor, ' +
    'D = chance of a find on the way here, L = chance of lying here still (new ones: L = 1 - D = (beta/(beta + tau))^alpha); ' +
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
const REFERENCE_USE = REFERENCE_USERS * WEEKS;

export interface SignOff {
  /** Expected harm of a release as it stands, USD M per year for the reference deployment. */
  expectedHarm(release: number): number;
  /** Whether a regulator of this strictness, a factor on top of `review.strictness`, accepts that harm. */
  passes(release: number, strictness: number): boolean;
}

/** Makes the decision to sign off. Reads what is known of releases. Writes nothing and draws nothing. */
export function createSignOff(run: Run): SignOff {
  const posterior = createPosterior(run);
  const scale = DEFECT_CLASSES.map((name) => run.member('incidents.scale', name));
  const general = run.number('review.strictness');
  const accepted = run.number('gate.accepted_harm');
  const severity = meanSeverity(run);

  function expectedHarm(release: number): number {
    let harm = 0;
    for (let k = 0; k < CLASSES; k++) harm += scale[k] * posterior.hazard(k, release);
    return harm * REFERENCE_USE * severity;
  }

  return {
    expectedHarm,
    passes(release, strictness) {
      const factor = general * strictness;
      return factor === 0 || expectedHarm(release) <= accepted / factor;
    },
  };
}
