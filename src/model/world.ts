import {createTable, type Table} from '../engine/table.ts';
import {evaluatorColumns} from './evaluator-columns.ts';
import {namedId} from '../numeric/entity-id.ts';
import type {JurisdictionInput, Regime, RunInput, StageRule} from './input.ts';
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

const developerColumns = {
  kind: 'u8', // index into KINDS
  home: 'i32', // jurisdiction
  sells: ['u8', 'jurisdiction'], // 1 where it offers
  open: 'u8', // 1 = releases open weights
  nest: 'u8', // index into NESTS
  conceal: 'f64', // share of its activity that no count sees, of the underground
  born: 'f64', // day
  gone: 'f64', // day of exit, NaN while active
  capability: 'f64', // best technique it has, ECI
  compute: 'f64', // log10 FLOP of the largest training run it can make
  efficiency: 'f64', // Jovanovic's theta: its appeal to buyers, utility
  safety: 'f64', // share of latent defects avoided in training, 0 to 1
  safetySpend: 'f64', // share of R&D
  research: 'f64', // R_i rho_i: funded share of planned R&D that is left for research, 0 to 1
  cash: 'f64', // USD M
  otherIncome: 'f64', // USD M per year
  price: 'f64', // index, 1 = the average price of day 0
  unitCost: 'f64', // same unit
  liabilityPerUnit: 'f64', // expected damages of a unit of use, same unit; part of marginal cost
  trust: 'f64', // utility, 0 = untarnished
  compliance: 'f64', // USD M in this step
  fines: 'f64', // USD M in this step
  finesExpected: 'f64', // USD M that the violations of this step lead to on average
  bound: ['u8', 'jurisdiction'], // 1 where rules have bound a release of it
  violation: ['i32', 'jurisdiction'], // place of the release it sells without clearance + 1, 0 for none
  remote: ['u8', 'jurisdiction'], // 1 where it serves that from elsewhere
  withdrawn: ['u8', 'jurisdiction'], // 1 where it has taken its product off the market
  excluded: ['f64', 'jurisdiction'], // day until which it may not offer anything there
  liability: 'f64', // USD M in this step, damages and premiums paid
  expectedLiability: 'f64', // USD M per year that its releases in use are expected to cost it, at its safety of today
  spending: 'f64', // USD M in this step: R&D, overhead and compliance
  rd: 'f64', // USD M in this step, R&D, safety included
  burn: 'f64', // USD M per year: spending beyond margin and other income
  revenue: 'f64', // USD M in this step
  margin: 'f64', // USD M in this step, revenue less cost of service
  latest: 'i32', // row of its newest release, -1 for none
  releases: 'i32', // how many it has made
} as const;

const releaseColumns = {
  developer: 'i32',
  previous: 'i32', // the developer's release before, -1 for none
  origin: 'i32', // release it is a copy of, -1 for one of its own making
  open: 'u8',
  capability: 'f64', // ECI
  flop: 'f64', // log10 of training FLOP
  frontier: 'u8', // 1 when its training run was among the ten largest so far
  trained: 'f64', // day its training ended
  tested: 'f64', // day its internal tests ended
  homePublic: 'f64', // day it was public at home, NaN while not
  firstUse: 'f64', // day it was first offered to anyone, NaN while not
  clearance: ['u8', 'jurisdiction'],
  stage: ['u8', 'jurisdiction'],
  access: ['u8', 'jurisdiction'], // mask of segments served
  evading: ['u8', 'jurisdiction'], // mask of segments served against the rules
  barred: ['u8', 'jurisdiction'], // 1 where a ban keeps it from being offered
  submitted: ['f64', 'jurisdiction'], // day, NaN when it never entered a gate
  cleared: ['f64', 'jurisdiction'], // day it was first public there, NaN while not
  uncleared: ['f64', 'jurisdiction'], // day it was first sold there to everybody without clearance, NaN while not
  leftGate: ['f64', 'jurisdiction'], // day it was cleared or given up, NaN before and where it entered no gate
  caught: ['f64', 'jurisdiction'], // day of the first critical finding since it was submitted, NaN before
  criticalIn: ['i32', 'jurisdiction'], // hidden critical defects when it was submitted
  criticalOut: ['i32', 'jurisdiction'], // hidden critical defects when it was cleared
  firstDefect: 'i32', // its defects are the rows from here on
  defects: 'i32',
  expected: ['f64', 'class'], // prior mean number of new defects; those inherited come on top
  effort: ['f64', 'channel'], // effective expert-hours spent so far, tau
  heard: ['f64', 'class'], // expert-hours that reports of incidents so far are worth
  batteries: 'i32', // prompt batteries run on it
  passedEffort: ['f64', 'channel'], // what its predecessor's defects had survived when it was trained, expert-hours
  passedBatteries: 'i32',
  found: ['i32', 'class'], // found by effort and batteries, not by incidents
  hazard: ['f64', 'class'], // sum of the rates of defects still in the field
  unpatched: 'f64', // share of its use on copies that no patch reaches
  misuse: 'f64', // incidents per use beyond those of a guarded release, as a share of them
  served: ['u8', 'jurisdiction'], // mask of segments to whom it ever was its developer's offer
  offered: 'i32', // cells in which it is its developer's offer
  exposure: 'f64', // M user-weeks in this step
  use: ['f64', 'jurisdiction'], // M user-weeks in this step
  totalExposure: 'f64', // M user-weeks so far
  remediationDays: 'f64', // days of remediation after critical findings so far
  staffed: ['u8', 'jurisdiction'], // 1 once the size-dependent cost of compliance was charged there
  variants: 'i32', // kept for rules that differ; 0 while nothing was regulated
  trainingCost: 'f64', // USD M
  staffCost: 'f64', // USD M
  feeCost: 'f64',
  remediationCost: 'f64',
  delayCost: 'f64',
  delayCostAfter: 'f64',
  reviews: 'i32',
  evaluations: 'i32',
  rollbacks: 'i32',
} as const;

const defectColumns = {
  release: 'i32',
  class: 'u8',
  channel: 'u8',
  rate: 'f64', // phi, per effective expert-hour
  foundAt: 'f64', // effort at which it is found
  found: 'f64', // day, NaN while hidden
  removed: 'f64', // day it left the field, NaN while not
  birth: 'i32', // release that it came into being with
  ancestor: 'i32', // row of the defect that it was inherited from, -1 for none
  retrained: 'i32', // retrainings against it that its line went through; a trigger may survive them
  mendedAt: 'f64', // effort spent on its release at the last of them
  idle: 'f64', // effort that taught nothing about it: between each find and the retraining, expert-hours
  before: 'u8', // 1 where its line was found before its release was trained
  passed: 'u8', // 1 where it was found before the successor of its release was trained
} as const;

const reviewColumns = {
  release: 'i32',
  jurisdiction: 'i32',
  stage: 'i32',
  passage: 'i32', // ordinal of this release's passages there, from 0
  rework: 'u8',
  evaluations: 'i32',
  access: 'u8', // index into EVALUATOR_ACCESS
  arrived: 'f64', // day it joined the queue
  started: 'f64', // NaN while waiting
  ended: 'f64', // end of the service
  left: 'f64', // end of the passage: floor and service both over
  withdrawn: 'f64', // day the passage was broken off, NaN if it was not
  floor: 'f64', // days
  clockStart: 'f64', // day the statutory clock started, NaN without one
  due: 'f64', // day it runs out
  expired: 'u8', // 1 when it ran out on the review
  planned: 'f64', // expert-hours
  delivered: 'f64', // expert-hours
  findings: 'i32', // defects found in the passage
  critical: 'u8', // 1 when it led to a rollback
  evaluator: 'i32', // private evaluator, -1 for a team of the authority and while waiting
  fee: 'f64', // USD M that the evaluator asks for it
  score: 'f64', // measured y, NaN without a private report
  reported: 'f64', // reported z
  threshold: 'f64', // reports at or above it are critical
  backchecked: 'u8', // 1 when the regulator measured again
} as const;

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

/** What gets out of a gate: weights, for good, or access to an endpoint, until it is noticed. */
export const LEAKS = ['weights', 'endpoint'] as const;

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
