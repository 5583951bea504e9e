import type {Formula} from '../numeric/formula.ts';

/** All that a run reads, as plain JSON data. Days count from `start`; every id list is in document order. */
export interface RunInput {
  readonly start: string; // ISO date of day 0
  readonly days: number; // length of the run
  readonly step_days: 7 | 3.5 | 1;
  readonly windows: Readonly<Record<string, DayWindow>>;
  readonly parameters: Readonly<Record<string, number | string>>; // full names; defaults left out
  readonly mechanisms: Readonly<Record<string, boolean>>; // switches; defaults left out
  readonly world: WorldInput;
  readonly policy: readonly PolicyEntry[];
}

/** A half-open span of days over which outcomes are measured. */
export interface DayWindow {
  readonly from: number;
  readonly to: number;
}

export interface WorldInput {
  readonly jurisdictions: readonly JurisdictionInput[];
  readonly developers: readonly DeveloperInput[];
}

export interface JurisdictionInput {
  readonly id: string;
  readonly name: string;
  readonly spend_share: number; // of world demand for AI services
  readonly user_share: number; // of world users
  readonly entry: boolean; // whether new start-ups and open projects are founded here
}

export const KINDS = ['lab', 'startup', 'open'] as const;
export type Kind = (typeof KINDS)[number];

/** One developer, or with `count` a group of alike ones named `<id>-1`, `<id>-2`, ... */
export interface DeveloperInput {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly home: string | readonly string[]; // of a group: homes taken in turn
  readonly markets: 'home' | 'all' | readonly string[];
  readonly count: number;
  readonly open_weights: boolean;
  readonly compute: number; // log10 FLOP of the largest training run it could make on day 0
  readonly compute_spread: number; // s.d. of that among a group, dex
  readonly cash: number; // USD M on day 0
  readonly other_income: number; // USD M per year from other business, grants or a parent
  readonly installed: number; // share of each open market's installed base on day 0, of the whole group
  readonly safety_spend: number | null; // share of R&D; null takes the default of its kind
  readonly public_model: boolean; // has a model on the market on day 0
  readonly source: string;
}

export const EVALUATOR_ACCESS = ['black_box', 'fine_tuning', 'white_box'] as const;
export type EvaluatorAccess = (typeof EVALUATOR_ACCESS)[number];

/** One stage of staged release; access is granted on entering it, the last one ends the gate. */
export interface StageRule {
  readonly id: string;
  readonly access: readonly string[]; // segments served from this stage on
  readonly min_days: number; // floor
  readonly evaluations: number; // evaluations required before leaving; 0 = no review
  readonly evaluator_access: EvaluatorAccess;
  readonly checks: boolean; // automated prompt battery on entering
  readonly approvals: number; // official decisions before leaving, each of gate.approval_days
  readonly sign_off: boolean; // entering needs the harm-based sign-off
  readonly on_critical: string; // 'remedy' (stay), 'first', or the id of an earlier stage to fall back to
}

export type Threshold =
  {readonly index: 'fixed'; readonly flop: number} | {readonly index: 'frontier_relative'; readonly top: number}; // among the `top` largest training runs so far

/** The rules of a jurisdiction. An absent field is not yet regulated by any entry. */
export interface Regime {
  readonly binding: 'mandatory' | 'voluntary';
  readonly applies_to: 'new' | 'stock_and_new';
  readonly threshold: Threshold;
  readonly open_weights: 'exempt' | 'covered';
  readonly stages: readonly StageRule[]; // empty = no gate
}

/** A dated or triggered change of rules. A later entry replaces only the fields it names. */
export interface PolicyEntry {
  readonly id: string;
  readonly from: number | null; // day; null when triggered
  readonly until: number | null;
  readonly announced: number | null; // day; nothing differs before it
  readonly when: Formula | null; // over what a regulator can see, trailing 52 weeks
  readonly in: readonly string[]; // jurisdictions
  readonly regime: Partial<Regime>;
}
