import type {Mechanism} from '../mechanism.ts';

const own = {type: 'number', group: 'entry and exit', role: 'assumed', min: 0, max: Infinity} as const;

/** Numbers and draws of the funding of start-ups. */
export const funding = {
  id: 'funding',
  title: 'Funding of start-ups as a real option',
  equation:
    'P(round) = G(V / (m I)), V = D PV(margin) - PV(fixed cost of rules where it has not withdrawn), G(x) = x^k / (1 + x^k), k = 2 x elasticity; m = beta1/(beta1 - 1), beta1 = 1/2 - (r - d)/s^2 + sqrt(((r - d)/s^2 - 1/2)^2 + 2r/s^2); ' +
    'D = sum over markets of weight x exp(-r T_common - (r + d) T_relative) Pr(clear); s^2 = s0^2 + u^2 x uncertain rules; round = I max(1, V / (m I))^gamma',
  limit:
    'Elasticity without bound: invest iff V >= m I; r = d = 0.1, s = 0.6 gives m = 3.5. No rules: D = 1, V = PV(margin), s = s0.',
  source:
    'Dixit & Pindyck (1994), ch. 5; Budish, Roin & Williams (2015) on delay; Gompers & Lerner (2004), The Venture Capital Cycle',
  switches: {funding: 'Nobody raises money after being founded.'},
  parameters: {
    'funding.volatility': {
      ...own,
      title: 'Volatility of a start-up’s value',
      source: 'assumed: real-option literature on R&D projects',
      unit: 'per square-root year',
      default: 0.6,
      low: 0.4,
      high: 1,
      above: 0,
    },
    'funding.uncertainty': {
      ...own,
      title: 'Volatility that rules to come, or changed within a year, add in the whole market',
      source: 'assumed: half the volatility of the business itself',
      unit: 'per square-root year',
      default: 0.3,
      low: 0,
      high: 0.8,
    },
    'funding.elasticity': {
      ...own,
      title: 'Elasticity of rounds to expected value, at the hurdle',
      role: 'calibrated',
      source: 'deals fell by a quarter to a third after the GDPR (Jia, Jin & Wagman 2021), whose cost is of that order',
      unit: '1',
      default: 1,
      low: 0.5,
      high: 2,
    },
    'funding.round_elasticity': {
      ...own,
      title: 'How rounds grow with value beyond the hurdle (0: what the runway needs; 1: in proportion)',
      source: 'assumed: founders sell a similar share of dearer firms and spend part of the difference',
      unit: '1',
      default: 0.5,
      low: 0,
      high: 1,
      max: 1,
    },
    'funding.mega_top': {
      ...own,
      title: 'Most valuable start-ups whose rounds count as mega-rounds',
      source: 'assumed: a handful of firms took a third of AI funding in 2023 and 2025 (press)',
      unit: 'start-ups',
      default: 5,
      low: 1,
      high: 10,
      whole: true,
    },
    'funding.runway': {
      ...own,
      title: 'Months of spending that a round pays for',
      source: 'assumed: venture practice',
      unit: 'months',
      default: 18,
      low: 12,
      high: 30,
      above: 0,
    },
    'funding.clear_prior': {
      ...own,
      title: 'Submissions’ worth of belief that all are cleared, before any is seen',
      source: 'assumed: a few outcomes change minds',
      unit: 'submissions',
      default: 5,
      low: 1,
      high: 20,
      above: 0,
    },
  },
  decisions: {round: 170},
} as const satisfies Mechanism;
