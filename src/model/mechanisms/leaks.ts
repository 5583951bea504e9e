import type {Mechanism} from '../mechanism.ts';

const open = {type: 'number', group: 'open weights', min: 0, max: Infinity} as const;

/** Numbers and draws of leaks from gates. */
export const leaks = {
  id: 'leaks',
  title: 'Leaks of weights and of access from gates',
  equation:
    'P(leak in dt) = 1 - (1 - l)^(H dt), H holders of restricted access; weights and endpoints apart; what is public anywhere is secret no more, save closed weights',
  limit: 'One release, constant holders: the first leak comes after an exponential time of rate -H ln(1 - l).',
  source:
    'Independent holders; press reports of LLaMA (2023, weights, within about a week) and of unauthorised use of a restricted release in 2026 (endpoint): n is about 2',
  switches: {leaks: 'Nothing leaks from a gate.'},
  parameters: {
    'leaks.weights': {
      ...open,
      title: 'Chance that a holder of weights leaks them within a year',
      role: 'calibrated',
      source: 'set by hand to two known cases: few of some hundred holder-years',
      unit: 'share per holder-year',
      default: 0.002,
      low: 0.0005,
      high: 0.01,
      max: 0.999,
    },
    'leaks.endpoint': {
      ...open,
      title: 'Chance that a holder of access lets others use it within a year',
      role: 'calibrated',
      source: 'set by hand to one known case: about 45 holders',
      unit: 'share per holder-year',
      default: 0.02,
      low: 0.005,
      high: 0.1,
      max: 0.999,
    },
    'leaks.holders.<segment>': {
      ...open,
      family: 'segment',
      title:
        'Organisations that hold access in a stage open to their segment but not to everyone; of one release under several gates, all together',
      role: 'assumed',
      source:
        'assumed: some twenty accredited evaluators, about 45 firms as in a restricted release of 2026; households are no holders of restricted access',
      unit: 'holders',
      default: 0,
      defaults: {accredited: 20, enterprise: 45, sme: 45, nonprofit: 10},
      low: 0,
      high: 500,
    },
    'leaks.endpoint_users': {
      ...open,
      title: 'Unauthorised users of an endpoint that leaked',
      role: 'assumed',
      source: 'assumed: a closed chat group',
      unit: 'M users',
      default: 0.001,
      low: 0.00001,
      high: 0.1,
    },
    'leaks.endpoint_days': {
      ...open,
      title: 'Time until the unauthorised use of an endpoint is stopped',
      role: 'assumed',
      source: 'assumed: days to weeks, as with stolen credentials',
      unit: 'days',
      default: 14,
      low: 1,
      high: 90,
    },
  },
  decisions: {weights: 150, endpoint: 151},
} as const satisfies Mechanism;
