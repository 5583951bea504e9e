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
  readonly evaluators?: readonly EvaluatorInput[]; // none where unsaid
}

export interface JurisdictionInput {
  readonly id: string;
  readonly key?: string; // draws as the jurisdiction of this id would: of a counterfactual copy
  readonly name: string;
  readonly spend_share: number; // of world demand for AI services
  readonly user_share: number; // of world users
  readonly entry: boolean; // whether new start-ups and open projects are founded here
}

export const KINDS = ['lab', 'startup', 'open', 'underground'] as const;
export type Kind = (typeof KINDS)[number];

/** One developer, or with `count` a group of alike ones named `<id>-1`, `<id>-2`, ... */
export interface DeveloperInput {
  readonly id: string;
  readonly key?: string; // draws as the developer of this id would: of a counterfactual copy
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
  readonly data_intensity?: number; // how much its products depend on personal data, 1 = as usual, and where unsaid
  readonly public_model: boolean; // has a model on the market on day 0
  readonly source: string;
}

export const EVALUATOR_KINDS = ['institute', 'firm'] as const;

/** An accredited evaluator outside the authorities, or with `count` a group of alike ones named `<id>-1`, `<id>-2`, ... */
export interface EvaluatorInput {
  readonly id: string;
  readonly name: string;
  readonly kind: (typeof EVALUATOR_KINDS)[number]; // an institute neither lives on fees nor leaves
  readonly home: string; // jurisdiction
  readonly count: number;
  readonly teams: number; // reviews at work at a time
  readonly skill: number; // against the developer's own experts, x
  readonly integrity: number | null; // what its conscience is worth to it, market audit fees; null draws it
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

export const BINDINGS = ['mandatory', 'voluntary'] as const;
export const SCOPES = ['new', 'stock_and_new'] as const;
/** Exempt: no gate for them. Covered: the gate. The others: the gate, and that duty of whoever publishes or hosts. */
export const OPEN_WEIGHTS = ['exempt', 'covered', 'watermark', 'monitored', 'access_controlled', 'api_only'] as const;
export const EXPIRIES = ['none', 'deemed_cleared', 'forced_decision'] as const;
export const TRANSPARENCIES = ['none', 'report'] as const;
/** Development: no training of what is banned by those at home there. Hosting, use: no offer of it there. */
export const BANS = ['development', 'hosting', 'use'] as const;
export const BANNED = ['uncleared', 'uncleared_open', 'all'] as const;
export const SANCTIONS = ['fine', 'exclusion', 'export_control', 'criminal'] as const;

/** The rules of a jurisdiction. */
export interface Regime {
  readonly binding: (typeof BINDINGS)[number];
  readonly applies_to: (typeof SCOPES)[number];
  readonly threshold: Threshold; // of what is covered
  readonly open_weights: (typeof OPEN_WEIGHTS)[number];
  readonly stages: readonly StageRule[]; // empty = no gate
  readonly clock_days: number | null; // statutory clock of a stage's review
  readonly on_expiry: (typeof EXPIRIES)[number];
  readonly strictness: number; // of sign-off, x
  readonly transparency: (typeof TRANSPARENCIES)[number]; // report: frameworks, capability, safety and incidents
  readonly product_cost: number; // USD M per year for each product on sale of usual data intensity, gate or not
  readonly relief: number; // share of fixed costs that small developers are spared
  readonly bans: readonly (typeof BANS)[number][];
  readonly banned: (typeof BANNED)[number]; // what the bans are about
  readonly moratorium_flop: number | null; // larger training runs are forbidden
  readonly sanctions: readonly (typeof SANCTIONS)[number][]; // against those who do not comply
}

/** What holds where no entry says anything: no gate, no duty, no ban. */
export const UNREGULATED: Regime = {
  binding: 'mandatory',
  applies_to: 'new',
  threshold: {index: 'fixed', flop: 0},
  open_weights: 'covered',
  stages: [],
  clock_days: null,
  on_expiry: 'none',
  strictness: 1,
  transparency: 'none',
  product_cost: 0,
  relief: 0,
  bans: [],
  banned: 'uncleared',
  moratorium_flop: null,
  sanctions: ['fine'],
};

/** A change of rules: dated, triggered, or a rung of the ladder that politics climbs. A later entry replaces only the fields it names. */
export interface PolicyEntry {
  readonly id: string;
  readonly from: number | null; // day; null when triggered; of a rung, when it can first be held (null: from day 0)
  readonly until: number | null;
  readonly announced: number | null; // day; nothing differs before it
  readonly when: Formula | null; // over what a regulator can see, trailing 52 weeks
  readonly rung?: number; // in force while politics holds a jurisdiction at this rung or above, from 1
  readonly in: readonly string[]; // jurisdictions
  readonly spreads?: boolean; // others may adopt it later; those in `in` are the first
  readonly regime: Partial<Regime>;
}
