import type {Mechanism} from '../mechanism.ts';

const open = {type: 'number', group: 'open weights', min: 0, max: Infinity} as const;

/** Numbers of bans and of those who evade them. */
export const underground = {
  id: 'underground',
  title: 'Bans, covert copies and services abroad',
  equation:
    'legal stock stops at once; X += (X* - X)(1 - exp(-dt / lag)), X* the choice probability of the underground in the nested logit; ' +
    'q = max(open weights, leaked weights, public frontier a lag ago - gap)',
  limit: 'Steady X*: X(t) = X* (1 - exp(-t / lag)) after a ban. No ban and no leak: nothing, the no-ban floor is 0.',
  source:
    'Becker (1968); Miron & Zwiebel (1991) on Prohibition; Kreitmeir & Raschky (2023) on a block of a chat service; nests as in Berry (1994)',
  switches: {}, // evasion turns it off: nobody evades a ban, and nobody serves leaked weights
  parameters: {
    'underground.user_lag': {
      ...open,
      title: 'Lag with which users reach services abroad',
      role: 'observed',
      source: 'Kreitmeir & Raschky (2023): output of Italian developers back after two business days',
      unit: 'days',
      default: 5,
      low: 2,
      high: 30,
      above: 0,
    },
    'underground.supplier_lag': {
      ...open,
      title: 'Lag with which covert supply is rebuilt',
      role: 'assumed',
      source:
        'assumed for software; goods take years: alcohol use came back from 30 % to 60-70 % within several years of Prohibition (Miron & Zwiebel 1991)',
      unit: 'days',
      default: 90,
      low: 30,
      high: 365,
      above: 0,
    },
    'underground.user_detection': {
      ...open,
      title: 'Chance that a user of what is banned is caught, as users see it',
      role: 'assumed',
      source: 'assumed: far below that of suppliers',
      unit: 'per year',
      default: 0.02,
      low: 0,
      high: 0.2,
    },
    'underground.user_penalty': {
      ...open,
      title: 'What a caught user pays, in years of use at price 1',
      role: 'policy',
      source: 'assumed: a lever of whoever bans use',
      unit: 'years of price',
      default: 10,
      low: 0,
      high: 100,
    },
    'underground.supplier_detection': {
      ...open,
      title: 'Rate at which covert hosts are raided',
      role: 'assumed',
      source: 'assumed as for other violations: few per year are inspected (New York Local Law 144 and others)',
      unit: 'per year',
      default: 0.2,
      low: 0.05,
      high: 0.6,
    },
    'underground.supplier_penalty': {
      ...open,
      title: 'What a raided host pays, in years of its revenue',
      role: 'policy',
      source: 'assumed: a lever of whoever bans hosting',
      unit: 'years of revenue',
      default: 1,
      low: 0,
      high: 10,
    },
    'underground.conceal': {
      ...open,
      title: 'Share of covert activity that no count sees',
      role: 'assumed',
      source: 'assumed: encrypted and decentralised hosting; traffic shows in part (Kreitmeir & Raschky 2023)',
      unit: 'share',
      default: 0.8,
      low: 0.3,
      high: 1,
      max: 1,
    },
    'underground.foreign_friction': {
      ...open,
      title: 'Friction of a service abroad, relative to that of a covert one',
      role: 'assumed',
      source: 'assumed: it is legal where it is hosted, so that only the way to it is hidden',
      unit: 'x',
      default: 0.5,
      low: 0.1,
      high: 1,
    },
    'derivatives.misuse': {
      ...open,
      title: 'Incidents per use of copies without guardrails, beyond those of the release itself',
      role: 'assumed',
      source:
        'assumed: about half of incidents are intended (MIT AI incident tracker), and guardrails would stop half to nine in ten of those; removing them costs next to nothing (Qi et al. 2023; Lermen et al. 2023)',
      unit: 'x',
      default: 1,
      low: 0.3,
      high: 5,
    },
    'distillation.lag': {
      ...open,
      title: 'Lag with which the underground copies the public frontier by distillation',
      role: 'observed',
      source: 'open weights trail the closed frontier by 3 to 4 months (Epoch AI, 2023-26); the gap is imitation.gap',
      unit: 'months',
      default: 3.5,
      low: 3,
      high: 5,
    },
  },
  decisions: {},
} as const satisfies Mechanism;
