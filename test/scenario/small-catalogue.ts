import type {DeveloperInput, JurisdictionInput} from '../../src/model/input.ts';
import type {NumberParameter} from '../../src/model/parameter.ts';
import type {Catalogue} from '../../src/scenario/catalogue-type.ts';

const number = (given: Partial<NumberParameter> & {default: number}): NumberParameter => ({
  type: 'number',
  title: 'A number',
  group: 'gate',
  role: 'assumed',
  source: 'written for tests',
  unit: '1',
  low: 0,
  high: 1,
  min: 0,
  max: Infinity,
  ...given,
});

const jurisdiction = (id: string, spend: number): JurisdictionInput => ({
  id,
  name: id.toUpperCase(),
  spend_share: spend,
  user_share: spend,
  entry: true,
});

const lab = (id: string, home: string): DeveloperInput => ({
  id,
  name: id,
  kind: 'lab',
  home,
  markets: 'all',
  count: 1,
  open_weights: false,
  compute: 25.5,
  compute_spread: 0,
  cash: 1000,
  other_income: 0,
  installed: 0.3,
  safety_spend: null,
  public_model: true,
  source: 'written for tests',
});

/** A catalogue of every kind of parameter, two jurisdictions and three developers. */
export const small: Catalogue = {
  parameters: {
    'service.law': {
      type: 'choice',
      title: 'Law',
      group: 'gate',
      role: 'assumed',
      source: 'written for tests',
      choices: ['deterministic', 'exponential', 'lognormal'],
      default: 'lognormal',
    },
    'service.mean_days': number({default: 60, unit: 'days', above: 0, low: 20, high: 120}),
    'teams.<jurisdiction>': number({
      default: 1,
      unit: 'teams',
      min: 1,
      whole: true,
      unlimited: true,
      family: 'jurisdiction',
      defaults: {us: 8, eu: 6},
    }),
    'teams.hire_rate': number({default: 0.3, unit: 'per year'}),
    'demand.nest': number({default: 0.6, above: 0, max: 1}),
    'findings.probability.<stage>': number({default: 0.2, unit: 'share', max: 1, family: 'stage'}),
    'inspection.rate.<segment>': number({default: 0.5, unit: 'per year', family: 'segment'}),
  },
  switches: [
    {name: 'entry', title: 'Entry', default: true},
    {name: 'capture', title: 'Capture', default: false},
  ],
  segments: ['accredited', 'enterprise', 'consumer'],
  classes: ['shallow', 'deep'],
  defaultWorld: {
    jurisdictions: [jurisdiction('us', 0.6), jurisdiction('eu', 0.4)],
    developers: [
      lab('alpha', 'us'),
      lab('beta', 'eu'),
      {...lab('openers', 'us'), kind: 'open', count: 3, home: ['us', 'eu']},
    ],
  },
  outcomes: ['hhi', 'cr3', 'incidents', 'time_to_market'],
};

/** A document that uses every section. */
export const full = `
sluice: 1
id: everything
title: Every section
seed: 7
start: 2024-01-01
end: 2026-12-28
step_days: 3.5
windows: {early: [2024-01-01, policy], late: ["policy+4w", "policy+52w"]}
parameters: {service.mean_days: 30, teams.us: unlimited, findings.probability.research: 0.5}
mechanisms: {capture: true}
world:
  jurisdictions: [us, eu, {id: uk, spend_share: 0.1, user_share: 0.1}]
  developers: [default, {copy_of: alpha, id: alpha-twin}, {id: beta, compute: 26}]
levers: {review_days: policy.staging.stages.research.min_days, speed: service.mean_days}
policy:
  - id: staging
    from: 2025-01-06
    announced: 2024-07-01
    in: [us]
    regime:
      binding: mandatory
      applies_to: new
      threshold: {index: frontier_relative, top: 5}
      open_weights: covered
      stages:
        - {id: research, access: [accredited], min_days: 90, evaluations: 5, checks: true}
        - {id: enterprise, access: [enterprise, accredited], min_days: 60, on_critical: research}
        - {id: public, sign_off: true}
  - id: ratchet
    when: severe_incidents >= 1 or reported_harm > 2 * 500
    in: [us, eu]
    regime: {threshold: {index: fixed, flop: 1e25}}
metrics: {gap: "hhi.eu@late - hhi.eu@early"}
claims: [{id: cr3-80, text: Three hold four fifths, formula: "cr3@late >= 0.8"}]
`;
