import {createTable, type Table} from '../engine/table.ts';
import {namedId} from '../numeric/entity-id.ts';
import {defectColumns} from './defect-columns.ts';
import {developerColumns} from './developer-columns.ts';
import {evaluatorColumns} from './evaluator-columns.ts';
import type {JurisdictionInput, Regime, RunInput, StageRule} from './input.ts';
import {releaseColumns} from './release-columns.ts';
import {reviewColumns} from './review-columns.ts';
import {SEGMENTS} from './segments.ts';

/** Classes of defect, by how they can be found. */
export const DEFECT_CLASSES = ['shallow', 'deep', 'trigger', 'drift'] as const;
export type DefectClass = (typeof DEFECT_CLASSES)[number];
export const CLASSES = DEFECT_CLASSES.length;

/**
 * What effort can reach. A trigger defect shows itself to evaluators only from a level of access on
 * that differs between defects, so effort is kept per channel, not per class.
 */
export const CHANNELS = [
  'shallow',
  'deep',
  'drift',
  'trigger_black_box',
  'trigger_fine_tuning',
  'trigger_white_box',
  'trigger_in_use',
] as const;
export const CHANNEL = {shallow: 0, deep: 1, drift: 2, trigger: 3} as const; // trigger: first of four, by access
export const CLASS_OF_CHANNEL = [0, 1, 3, 2, 2, 2, 2] as const; // index into DEFECT_CLASSES

/** Where a release stands in a jurisdiction. */
export const CLEARANCE = {absent: 0, gate: 1, cleared: 2, withheld: 3, abandoned: 4, uncleared: 5} as const;

/** Where customers look for a service; those who do without stand outside. */
export const NESTS = ['closed', 'open', 'underground'] as const;
export const NEST = {closed: 0, open: 1, underground: 2} as const;

const incidentColumns = {
  day: 'f64',
  release: 'i32',
  developer: 'i32',
  class: 'u8',
  severity: 'f64', // USD M
  reported: 'u8',
  severe: 'u8',
  jurisdiction: 'i32',
  damages: 'f64', // USD M claimed for it, 0 when nobody was held liable
} as const;

const inspectionColumns = {
  day: 'f64',
  developer: 'i32',
  jurisdiction: 'i32',
  segment: 'u8',
  violation: 'u8', // 1 when it served that segment against the rules
  detected: 'u8', // 1 when that was seen
  fine: 'f64', // USD M
} as const;

/** What gets out of a gate: weights, for good, or access to an endpoint, until it is noticed; or weights given away. */
export const LEAKS = ['weights', 'endpoint', 'published'] as const;

const leakColumns = {
  day: 'f64',
  release: 'i32',
  jurisdiction: 'i32', // whose gate it was in
  channel: 'u8', // index into LEAKS
  ended: 'f64', // day unauthorised use ends, Infinity for weights
} as const;

const authorityColumns = {
  stringency: 'f64', // S, 0 to 1
  rung: 'i32', // of the ladder of regimes, 0 = none
} as const;

export type Developers = Table<typeof developerColumns>;
export type Releases = Table<typeof releaseColumns>;
export type Defects = Table<typeof defectColumns>;
export type Reviews = Table<typeof reviewColumns>;
export type Incidents = Table<typeof incidentColumns>;
export type Inspections = Table<typeof inspectionColumns>;
export type Evaluators = Table<typeof evaluatorColumns>;
export type Leaks = Table<typeof leakColumns>;
export type Authorities = Table<typeof authorityColumns>;

/** A stage with its lists turned into masks and row numbers. */
export interface Stage extends StageRule {
  readonly mask: number; // everyone served from this stage on
  readonly fallBackTo: number; // stage of a release with a critical finding
}

/** The rules of a jurisdiction at a time, ready for use; one object per distinct set of rules. */
export interface ActiveRegime extends Omit<Regime, 'stages'> {
  readonly stages: readonly Stage[];
  readonly since: number; // day the jurisdiction first had a gate, for learning
}

/** Everything a run moves. Jurisdictions and segments are fixed; a cell is jurisdiction x segments + segment. */
export interface World {
  readonly jurisdictions: readonly string[];
  readonly drawKeys: Int32Array; // per jurisdiction: the upper half of the tick of draws that differ between jurisdictions
  readonly spendShare: Float64Array;
  readonly userShare: Float64Array;
  readonly authorities: Authorities; // a row per jurisdiction
  readonly regimes: (ActiveRegime | null)[]; // per jurisdiction, now
  readonly developers: Developers;
  readonly developerIds: string[]; // by row
  readonly releases: Releases;
  readonly defects: Defects;
  readonly reviews: Reviews;
  readonly evaluators: Evaluators; // private ones; empty where authorities review themselves
  readonly evaluatorIds: string[]; // by row
  readonly audited: number[]; // reviews that private evaluators finished in this step: their fees are due
  readonly incidents: Incidents;
  readonly inspections: Inspections;
  readonly leaks: Leaks;
  readonly largest: number[]; // log10 FLOP of the largest training runs so far, falling
  readonly criticalReports: number[]; // releases in which a critical defect was found in use, for the gate
  readonly feesReceived: Float64Array; // user fees of this step, USD M, per jurisdiction
  readonly closures: number[]; // developers that closed in this step, for the gate
  auditFee: number; // market fee of an evaluation of a release of frontier size, USD M
  baseCompute: number; // log10 FLOP of the largest training run that could be made on day 0
  trainedFrontier: number; // largest capability trained so far, ECI
  publicFrontier: number; // largest capability public anywhere so far, ECI
  openFrontier: number; // the same of open weights
}

const pair = new Int32Array(2);

/** Fifteen bits of the hash of a jurisdiction's id, or of that of which it is a copy; the lower half counts. */
function drawKeyOf({id, key = id}: JurisdictionInput): number {
  namedId(pair, `jurisdiction ${key}`);
  return pair[0] & 0x7fff0000;
}

export function createWorld(input: RunInput): World {
  const {jurisdictions} = input.world;
  const dimensions = {
    jurisdiction: jurisdictions.length,
    class: CLASSES,
    channel: CHANNELS.length,
    segment: SEGMENTS.length,
    cell: jurisdictions.length * SEGMENTS.length,
  };
  const authorities = createTable(authorityColumns, dimensions);
  for (let j = 0; j < jurisdictions.length; j++) authorities.add(j, 0);
  return {
    authorities,
    jurisdictions: jurisdictions.map(({id}) => id),
    drawKeys: Int32Array.from(jurisdictions, drawKeyOf),
    spendShare: Float64Array.from(jurisdictions, (each) => each.spend_share),
    userShare: Float64Array.from(jurisdictions, (each) => each.user_share),
    regimes: jurisdictions.map(() => null),
    developers: createTable(developerColumns, dimensions),
    developerIds: [],
    releases: createTable(releaseColumns, dimensions),
    defects: createTable(defectColumns, dimensions),
    reviews: createTable(reviewColumns, dimensions),
    evaluators: createTable(evaluatorColumns, dimensions),
    evaluatorIds: [],
    audited: [],
    incidents: createTable(incidentColumns, dimensions),
    inspections: createTable(inspectionColumns, dimensions),
    leaks: createTable(leakColumns, dimensions),
    largest: [],
    criticalReports: [],
    feesReceived: new Float64Array(jurisdictions.length),
    closures: [],
    auditFee: NaN,
    baseCompute: -Infinity,
    trainedFrontier: -Infinity,
    publicFrontier: -Infinity,
    openFrontier: -Infinity,
  };
}

export function clearWorld(world: World): void {
  world.regimes.fill(null);
  world.authorities.clear();
  for (let j = 0; j < world.jurisdictions.length; j++) world.authorities.add(j, 0);
  world.developers.clear();
  world.developerIds.length = 0;
  world.releases.clear();
  world.defects.clear();
  world.reviews.clear();
  world.evaluators.clear();
  world.evaluatorIds.length = 0;
  world.audited.length = 0;
  world.auditFee = NaN;
  world.incidents.clear();
  world.inspections.clear();
  world.leaks.clear();
  world.largest.length = 0;
  world.criticalReports.length = 0;
  world.feesReceived.fill(0);
  world.closures.length = 0;
  world.baseCompute = -Infinity;
  world.trainedFrontier = -Infinity;
  world.publicFrontier = -Infinity;
  world.openFrontier = -Infinity;
}
