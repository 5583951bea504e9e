import type {RecordTable, RunRecord} from '../../../src/model/record.ts';

/** What an outcome is asked of: which developers, places or buyers, and when. */
export interface Question {
  readonly from: number;
  readonly to: number;
  readonly kind?: string;
  readonly jurisdiction?: string;
  readonly segment?: string;
  readonly developer?: string;
  readonly nest?: string;
}

/** The record tables of a run as lists of items, NaN = not yet. Nothing else of a run is known here. */
export interface Tables {
  readonly days: number; // length of the run
  readonly stepDays: number;
  readonly severe: number; // severity.severe, USD M
  readonly number: (parameter: string) => number;
  readonly userShare: Readonly<Record<string, number>>; // of jurisdictions
  readonly releases: readonly Release[];
  readonly clearances: readonly Clearance[];
  readonly passages: readonly Passage[];
  readonly incidents: readonly Incident[];
  readonly inspections: readonly Inspection[];
  readonly developers: readonly DeveloperStep[];
  readonly evaluators: readonly EvaluatorStep[];
  readonly deals: readonly Deal[];
  readonly shares: readonly Share[];
  readonly authorities: readonly AuthorityStep[];
  readonly race: readonly RaceDate[];
  readonly hosting: readonly Hosting[];
  readonly leaks: readonly Leak[];
}

export interface Release {
  readonly release: string;
  readonly developer: string;
  readonly kind: string;
  readonly home: string;
  readonly open: number;
  readonly frontier: number;
  readonly capability: number;
  readonly log10_flop: number;
  readonly training_cost: number;
  readonly trained: number;
  readonly tested: number;
  readonly home_public: number;
  readonly variants: number;
  readonly staff_cost: number;
  readonly fee_cost: number;
  readonly remediation_cost: number;
  readonly delay_cost: number;
  readonly delay_cost_after: number;
  readonly rollbacks: number;
}

export interface Clearance {
  readonly release: string;
  readonly jurisdiction: string;
  readonly state: string;
  readonly trained: number;
  readonly submitted: number;
  readonly cleared: number;
  readonly uncleared: number;
  readonly left_gate: number;
  readonly critical_finding: number;
  readonly critical_at_submission: number;
  readonly critical_at_clearance: number;
  readonly later_event: number;
  readonly served: number;
}

/** Day on which a release was first public there, with or without clearance; Infinity for not. */
export const publicDay = ({cleared, uncleared}: Clearance): number =>
  Math.min(Number.isNaN(cleared) ? Infinity : cleared, Number.isNaN(uncleared) ? Infinity : uncleared);

export interface Passage {
  readonly release: string;
  readonly jurisdiction: string;
  readonly evaluations: number;
  readonly arrived: number;
  readonly started: number;
  readonly ended: number;
  readonly left: number;
  readonly withdrawn: number;
  readonly due: number;
  readonly expired: number;
}

export interface Incident {
  readonly day: number;
  readonly kind: string;
  readonly jurisdiction: string;
  readonly severity: number;
  readonly reported: number;
}

export interface Inspection {
  readonly day: number;
  readonly kind: string;
  readonly home: string;
  readonly jurisdiction: string;
  readonly segment: string;
  readonly violation: number;
  readonly detected: number;
  readonly fine: number;
}

export interface DeveloperStep {
  readonly week: number;
  readonly developer: string;
  readonly kind: string;
  readonly home: string;
  readonly revenue: number;
  readonly margin: number;
  readonly price: number;
  readonly compliance: number;
  readonly fines: number;
  readonly fines_expected: number;
  readonly liability: number;
  readonly spending: number;
  readonly exposure: number;
  readonly open: number;
  readonly born: number;
  readonly capability: number;
  readonly rd: number;
  readonly safety_spend: number;
  readonly safety: number;
}

export interface EvaluatorStep {
  readonly week: number;
  readonly home: string;
  readonly teams: number;
  readonly busy: number;
  readonly fee: number;
}

export interface Deal {
  readonly day: number;
  readonly home: string;
  readonly amount: number;
  readonly mega: number;
}

export interface Share {
  readonly week: number;
  readonly developer: string;
  readonly jurisdiction: string;
  readonly segment: string;
  readonly share: number;
  readonly spend: number;
  readonly potential: number;
  readonly choice: number;
  readonly capability: number;
  readonly nest: string;
}

export interface AuthorityStep {
  readonly week: number;
  readonly jurisdiction: string;
  readonly spend_share: number;
  readonly stringency: number;
  readonly gate: number;
  readonly moratorium: number;
}

export interface RaceDate {
  readonly day: number;
  readonly residual: number;
  readonly welfare: number;
}

export interface Hosting {
  readonly week: number;
  readonly kind: string;
  readonly nest: string;
  readonly jurisdiction: string;
  readonly host: string;
  readonly concealed: number;
  readonly use: number;
}

export interface Leak {
  readonly day: number;
  readonly kind: string;
  readonly jurisdiction: string;
  readonly channel: string;
}

export const TABLES = [
  'releases',
  'clearances',
  'evaluations',
  'incidents',
  'inspections',
  'developers',
  'evaluators',
  'deals',
  'shares',
  'authorities',
  'race',
  'hosting',
  'leaks',
];

/** Turns the columns of a record into items. */
export function readTables(
  record: RunRecord,
  rest: Pick<Tables, 'days' | 'stepDays' | 'severe' | 'number' | 'userShare'>,
): Tables {
  const itemsOf = <T>(id: string): T[] => {
    const table = record.tables.find((each) => each.id === id);
    if (!table) throw new Error(`no table ${id}`);
    return items(table) as T[];
  };
  return {
    ...rest,
    releases: itemsOf('releases'),
    clearances: itemsOf('clearances'),
    passages: itemsOf('evaluations'),
    incidents: itemsOf('incidents'),
    inspections: itemsOf('inspections'),
    developers: itemsOf('developers'),
    evaluators: itemsOf('evaluators'),
    deals: itemsOf('deals'),
    shares: itemsOf('shares'),
    authorities: itemsOf('authorities'),
    race: itemsOf('race'),
    hosting: itemsOf('hosting'),
    leaks: itemsOf('leaks'),
  };
}

function items({rows, columns}: RecordTable): unknown[] {
  return Array.from({length: rows}, (_, row) =>
    Object.fromEntries(columns.map(({name, values}) => [name, values[row]])),
  );
}
