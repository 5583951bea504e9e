import type {World} from '../../model/world.ts';

/** Unit and meaning of a state variable; `per` names the dimension of one that has a value per member. */
export interface StateVariable {
  readonly unit: string;
  readonly meaning: string;
  readonly per?: string;
}

type Variables<T extends {readonly column: object}> = Readonly<Record<keyof T['column'], StateVariable>>;

const it = (unit: string, meaning: string, per?: string): StateVariable => ({unit, meaning, ...(per ? {per} : {})});

/** What a developer has. The compiler refuses a list that lacks a column of the model or has one too many. */
export const developerVariables: Variables<World['developers']> = {
  kind: it('kind', 'lab, startup, open or underground'),
  home: it('jurisdiction', 'where it is based'),
  sells: it('0 or 1', 'whether it offers there', 'jurisdiction'),
  open: it('0 or 1', 'releases open weights'),
  nest: it('nest', 'where customers look for it: closed, open or underground'),
  conceal: it('share', 'activity that no count sees, of the underground'),
  born: it('day', 'founded; 0 for those of day 0'),
  gone: it('day', 'closed; undefined while active'),
  capability: it('ECI', 'best technique it has'),
  compute: it('log10 FLOP', 'largest training run it can make'),
  efficiency: it('utility', 'its appeal to buyers, drawn once for life'),
  safety: it('share', 'latent defects avoided in training'),
  safetySpend: it('share', 'R&D spent on safety'),
  research: it('share', 'planned R&D that is funded and left for research'),
  cash: it('USD M', 'cash'),
  otherIncome: it('USD M per year', 'income from other business, grants or a parent'),
  price: it('index', 'price; 1 is the average price of day 0'),
  unitCost: it('index', 'cost of serving a unit of use'),
  liabilityPerUnit: it('index', 'expected damages of a unit of use'),
  trust: it('utility', 'trust of buyers; 0 is untarnished'),
  compliance: it('USD M', 'compliance of this step'),
  fines: it('USD M', 'fines of this step'),
  finesExpected: it('USD M', 'fines that the violations of this step lead to on average'),
  bound: it('0 or 1', 'rules have bound a release of it', 'jurisdiction'),
  violation: it('place', 'which release it sells without clearance; 0 for none', 'jurisdiction'),
  mode: it('0 to 3', 'that goes on at home, from elsewhere, without a name on it, or in secret', 'jurisdiction'),
  dataIntensity: it('x', 'dependence of its products on personal data, against the usual one'),
  trainsAway: it('0 or 1', 'it trains elsewhere than at home, where that is banned'),
  withdrawn: it('0 or 1', 'whether it has taken its product off the market', 'jurisdiction'),
  excluded: it('day', 'until when it may not offer anything', 'jurisdiction'),
  liability: it('USD M', 'damages and premiums of this step'),
  expectedLiability: it('USD M per year', 'expected cost of liability for its releases in use'),
  spending: it('USD M', 'R&D, overhead and compliance of this step'),
  rd: it('USD M', 'R&D of this step, safety included'),
  burn: it('USD M per year', 'spending beyond margin and other income'),
  revenue: it('USD M', 'revenue of this step'),
  margin: it('USD M', 'revenue less cost of service of this step'),
  latest: it('release', 'its newest release'),
  releases: it('releases', 'how many it has made'),
};

/** What a release has. */
export const releaseVariables: Variables<World['releases']> = {
  developer: it('developer', 'who made it'),
  previous: it('release', 'the one before of the same developer'),
  origin: it('release', 'the one it is a copy of'),
  open: it('0 or 1', 'open weights'),
  capability: it('ECI', 'capability'),
  flop: it('log10 FLOP', 'training compute'),
  frontier: it('0 or 1', 'its training run was among the ten largest so far'),
  trained: it('day', 'end of training'),
  tested: it('day', 'end of internal tests'),
  homePublic: it('day', 'public at home; undefined while not'),
  firstUse: it('day', 'first offered to anyone; undefined while not'),
  clearance: it('state', 'absent, gate, cleared, withheld, abandoned or uncleared', 'jurisdiction'),
  stage: it('ordinal', 'stage of the gate', 'jurisdiction'),
  access: it('segments', 'who may use it', 'jurisdiction'),
  evading: it('segments', 'who is served against the rules', 'jurisdiction'),
  barred: it('0 or 1', 'whether a ban keeps it from being offered', 'jurisdiction'),
  submitted: it('day', 'entered the gate; undefined if it never did', 'jurisdiction'),
  cleared: it('day', 'first public there; undefined while not', 'jurisdiction'),
  uncleared: it('day', 'first sold there without clearance; undefined while not', 'jurisdiction'),
  leftGate: it('day', 'cleared or given up; undefined before, and where it entered no gate', 'jurisdiction'),
  caught: it('day', 'first critical finding since it was submitted; undefined before', 'jurisdiction'),
  criticalIn: it('defects', 'deep and trigger defects hidden in it when it was submitted', 'jurisdiction'),
  criticalOut: it('defects', 'deep and trigger defects hidden in it when it was cleared', 'jurisdiction'),
  later: it(
    'day',
    'a deep, trigger or drift defect first came to light in use after clearance; undefined before',
    'jurisdiction',
  ),
  firstDefect: it('defect', 'first of its defects'),
  defects: it('defects', 'how many it has, found or not'),
  expected: it('defects', 'mean number of new defects before any finding', 'defect class'),
  effort: it('expert-hours', 'effective effort spent so far', 'channel of discovery'),
  heard: it('expert-hours', 'effort that reports of incidents so far are worth', 'defect class'),
  batteries: it('batteries', 'prompt batteries run on it'),
  passedEffort: it('expert-hours', 'effort on its predecessor when it was trained', 'channel of discovery'),
  passedBatteries: it('batteries', 'run on its predecessor when it was trained'),
  use: it('M user-weeks', 'use in this step', 'jurisdiction'),
  found: it('defects', 'found so far by effort and batteries', 'defect class'),
  hazard: it('per expert-hour', 'sum of the rates of defects still in the field', 'defect class'),
  unpatched: it('share', 'use on copies that no patch reaches'),
  misuse: it('share', 'incidents per use beyond those of a guarded release'),
  served: it('segments', 'to whom it ever was its developer’s offer', 'jurisdiction'),
  offered: it('cells', 'cells in which it is its developer’s offer'),
  exposure: it('M user-weeks', 'use in this step'),
  totalExposure: it('M user-weeks', 'use so far'),
  remediationDays: it('days', 'remediation after critical findings so far'),
  staffed: it('0 or 1', 'whether the size-dependent cost of compliance was charged', 'jurisdiction'),
  variants: it('variants', 'kept for rules that differ; 0 while nothing was regulated'),
  trainingCost: it('USD M', 'cost of its training run'),
  staffCost: it('USD M', 'compliance: staff'),
  feeCost: it('USD M', 'compliance: fees'),
  remediationCost: it('USD M', 'compliance: remediation'),
  delayCost: it('USD M', 'margin foregone between submission and public access'),
  delayCostAfter: it('USD M', 'margin of later years lost with customers who chose meanwhile, discounted'),
  reviews: it('reviews', 'begun for it'),
  evaluations: it('evaluations', 'begun for it'),
  rollbacks: it('rollbacks', 'critical findings that sent it back'),
};

/** What a defect has. */
export const defectVariables: Variables<World['defects']> = {
  release: it('release', 'where it lies'),
  class: it('class', 'shallow, deep, trigger or drift'),
  channel: it('channel', 'which effort can reach it'),
  rate: it('per expert-hour', 'how fast effort finds it, and how fast use sets it off'),
  foundAt: it('expert-hours', 'effort at which it is found'),
  found: it('day', 'found; undefined while hidden'),
  removed: it('day', 'left the field; undefined while not'),
  birth: it('release', 'with which it came into being'),
  ancestor: it('defect', 'which it was inherited from'),
  retrained: it('retrainings', 'against it so far; a trigger may survive them'),
  mendedAt: it('expert-hours', 'effort spent on its release at the last of them'),
  idle: it('expert-hours', 'effort on its line between each find and the retraining, which taught nothing about it'),
  before: it('0 or 1', 'its line was found before its release was trained'),
  passed: it('0 or 1', 'found before the successor of its release was trained'),
};

/** What a review (a passage of a stage) has. */
export const reviewVariables: Variables<World['reviews']> = {
  release: it('release', 'what is reviewed'),
  jurisdiction: it('jurisdiction', 'where'),
  stage: it('ordinal', 'stage'),
  passage: it('ordinal', 'passages of this release there before'),
  rework: it('0 or 1', 'second review'),
  evaluations: it('evaluations', 'required'),
  arrived: it('day', 'joined the queue'),
  started: it('day', 'work began; undefined while waiting'),
  ended: it('day', 'work ended'),
  withdrawn: it('day', 'broken off; undefined if it was not'),
  access: it('level', 'access of the evaluators'),
  left: it('day', 'floor and work both over'),
  floor: it('days', 'least time in the stage'),
  clockStart: it('day', 'the statutory clock of the review started; undefined without one'),
  due: it('day', 'that clock runs out'),
  expired: it('0 or 1', 'it ran out on the review'),
  planned: it('expert-hours', 'effort planned'),
  delivered: it('expert-hours', 'effort delivered'),
  findings: it('defects', 'found in the passage'),
  critical: it('0 or 1', 'led to a rollback'),
  evaluator: it('evaluator', 'private evaluator that does it; none for a team of the authority'),
  fee: it('USD M', 'fee that the evaluator asks for it'),
  score: it('log hazard', 'what the evaluator measured; undefined without a private report'),
  reported: it('log hazard', 'what the evaluator reported'),
  threshold: it('log hazard', 'reports at or above it are critical'),
  backchecked: it('0 or 1', 'measured again by the regulator'),
};

/** What a private evaluator has. */
export const evaluatorVariables: Variables<World['evaluators']> = {
  firm: it('0 or 1', 'a firm that lives on fees, not an institute'),
  home: it('jurisdiction', 'where it is based'),
  accredited: it('day', 'from when it may work'),
  gone: it('day', 'left; undefined while in business'),
  leaving: it('0 or 1', 'takes no more work'),
  teams: it('teams', 'reviews at work at a time, at most'),
  busy: it('teams', 'teams at work'),
  skill: it('x', 'skill against the developer’s own experts'),
  integrity: it('market audit fees', 'what it would take to shade a report, beside penalties'),
  reports: it('reviews', 'how many it has finished'),
  revenue: it('USD M', 'fees so far'),
  penalties: it('USD M', 'penalties for shaded reports so far'),
};

/** What an incident has. */
export const incidentVariables: Variables<World['incidents']> = {
  day: it('day', 'when'),
  release: it('release', 'which'),
  developer: it('developer', 'who made it'),
  class: it('class', 'class of the defect behind it'),
  severity: it('USD M', 'harm'),
  reported: it('0 or 1', 'reported'),
  severe: it('0 or 1', 'at least `severity.severe`'),
  jurisdiction: it('jurisdiction', 'where'),
  damages: it('USD M', 'claimed for it; 0 when nobody was held liable'),
};

/** What a leak from a gate has. */
export const leakVariables: Variables<World['leaks']> = {
  day: it('day', 'when'),
  release: it('release', 'what'),
  jurisdiction: it('jurisdiction', 'whose gate it was in'),
  channel: it('channel', 'weights or endpoint'),
  ended: it('day', 'unauthorised use ended; never for weights'),
};

/** What the authority of a jurisdiction has. */
export const authorityVariables: Variables<World['authorities']> = {
  stringency: it('0 to 1', 'stance of its politics, S; 0 where it has no ladder of regimes'),
  rung: it('ordinal', 'rung of its ladder of regimes; 0 is none'),
};

/** What an inspection has. */
export const inspectionVariables: Variables<World['inspections']> = {
  day: it('day', 'when'),
  developer: it('developer', 'who was inspected'),
  jurisdiction: it('jurisdiction', 'where'),
  segment: it('segment', 'which offer'),
  violation: it('0 or 1', 'the segment was served against the rules'),
  detected: it('0 or 1', 'and that was seen'),
  fine: it('USD M', 'fine'),
};
