/** What a release is, where it stands and what it has cost. */
export const releaseColumns = {
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
  later: ['f64', 'jurisdiction'], // day a critical or drift defect first came to light in use after clearance, NaN before
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
