import {
  type DeveloperInput,
  type JurisdictionInput,
  type PolicyEntry,
  type Regime,
  type RunInput,
  type StageRule,
  UNREGULATED,
} from '../../model/input.ts';
import {STAGE_DEFAULTS} from '../../scenario/address-policy.ts';

/** A jurisdiction that holds the whole market and founds nobody. */
export function place(id: string, more: Partial<JurisdictionInput> = {}): JurisdictionInput {
  return {id, name: id, spend_share: 1, user_share: 1, entry: false, ...more};
}

/** One of two halves of a market, in which developers are founded. */
export const region = (id: string, name: string): JurisdictionInput =>
  place(id, {name, spend_share: 0.5, user_share: 0.5, entry: true});

/** A rich closed lab with a release on the market at home. */
export function lab(id: string, home: string, more: Partial<DeveloperInput> = {}): DeveloperInput {
  return {
    id,
    name: id,
    kind: 'lab',
    home,
    markets: 'home',
    count: 1,
    open_weights: false,
    compute: 24,
    compute_spread: 0,
    cash: 1e6,
    other_income: 0,
    installed: 0,
    safety_spend: null,
    public_model: true,
    source: 'a textbook world',
    ...more,
  };
}

/** A stage open to accredited users, with what stages have by default. */
export function stage(id: string, more: Partial<StageRule> = {}): StageRule {
  return {id, access: ['accredited'], ...STAGE_DEFAULTS, ...more};
}

/** A mandatory gate for all releases from day 0 on. */
export function gate(where: string, stages: readonly StageRule[], more: Partial<Regime> = {}): PolicyEntry {
  const regime = {...UNREGULATED, stages, ...more};
  return {id: 'gate', from: 0, until: null, announced: null, when: null, in: [where], regime};
}

/** Switches that leave releases and the gate alone in the world. */
export const ALONE: RunInput['mechanisms'] = {
  race: false,
  entry: false,
  exit: false,
  funding: false,
  costs: false,
  defects: false,
  demand: false,
  prices: false,
  submission_choice: false,
  abandonment: false,
  evasion: false,
  leaks: false,
  politics: false,
  liability: false,
};

/** One place and its developers, with everything that is not named switched off. */
export function textbook(days: number, developers: readonly DeveloperInput[], more: Partial<RunInput> = {}): RunInput {
  return {
    start: '2023-01-02',
    days,
    step_days: 7,
    windows: {},
    parameters: {},
    mechanisms: ALONE,
    world: {jurisdictions: [place('x')], developers},
    policy: [],
    ...more,
  };
}
