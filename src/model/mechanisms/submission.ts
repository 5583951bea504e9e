import type {Mechanism, Run} from '../mechanism.ts';
import {KINDS} from '../input.ts';
import type {ActiveRegime} from '../world.ts';
import {complianceCost} from './compliance-cost.ts';
import {createMarketTime} from './market-time.ts';
import {userFee} from './play-fees.ts';
import type {ReviewTeams} from './review-teams.ts';

/** Numbers and draws of the choice to submit a release, to go on with it, and to take part. */
export const submission = {
  id: 'submission',
  title: 'Submission and abandonment',
  equation:
    'submit or go on iff margin gained x rho/(r + rho) x exp(-d f T) x the integral of exp(-r t) from clearance in T days to supersession > remaining cost, and cash lasts; ' +
    'own next release: trained after Exp(cycle), then tests and its own way through the gate; f: share of rivals who need not wait as long; rho: rate at which customers move',
  limit: 'Switched off: every covered release is submitted and none is given up.',
  source:
    'Continuation value: Dixit & Pindyck (1994), ch. 1-2; erosion of value by delay: Budish, Roin & Williams (2015)',
  switches: {
    submission_choice: 'Every covered release is submitted wherever its developer sells.',
    abandonment: 'No release is given up after a critical finding.',
  },
  parameters: {
    'value.discount': {
      type: 'number',
      title: 'Discount rate r',
      group: 'entry and exit',
      role: 'assumed',
      source: 'assumed: cost of capital of venture-backed firms',
      unit: 'per year',
      default: 0.12,
      low: 0.08,
      high: 0.2,
      min: 0,
      max: Infinity,
    },
    'value.erosion': {
      type: 'number',
      title: 'Erosion of a release’s value by delay (d)',
      group: 'entry and exit',
      role: 'assumed',
      source: 'assumed: rivals overtake a release that waits longer than theirs; a wait that all share costs only r',
      unit: 'per year',
      default: 0.25,
      low: 0.1,
      high: 0.5,
      min: 0,
      max: Infinity,
    },
    'voluntary.participation': {
      type: 'number',
      title: 'Share of developers who take part in a voluntary regime',
      group: 'gate',
      role: 'assumed',
      source: 'assumed: the largest labs have signed testing agreements, most others have not',
      unit: 'share',
      default: 0.5,
      low: 0.1,
      high: 1,
      min: 0,
      max: 1,
    },
  },
  decisions: {participation: 30},
} as const satisfies Mechanism;

export interface SubmissionChoice {
  /** Whether a developer takes part in a voluntary regime: one draw for life. */
  takesPart(developer: number): boolean;
  /** Days from a stage to public access if nothing is found, with the queue as it stands; `completed`: stages done before, as bits. */
  daysToClear(regime: ActiveRegime, jurisdiction: number, stage: number, completed: number): number;
  /** What is still to be paid from a stage to public access, USD M. */
  remaining(release: number, jurisdiction: number, regime: ActiveRegime, stage: number, day: number): number;
  /**
   * Whether it pays to go on from this stage to clearance in `wait` days. `until`: days until a release of the same
   * developer supersedes it there, where that is known, else NaN.
   */
  pays(
    release: number,
    jurisdiction: number,
    regime: ActiveRegime,
    stage: number,
    wait: number,
    until: number,
    day: number,
  ): boolean;
  /** How long a release stays its developer's best when nothing else is known, days. */
  usualLife(developer: number): number;
}

export function createSubmissionChoice(run: Run, teams: ReviewTeams): SubmissionChoice {
  const {world} = run;
  const {developers, releases} = world;
  const participation = run.number('voluntary.participation');
  const approvalDays = run.number('gate.approval_days');
  const reworkFraction = run.number('review.rework_fraction');
  const cycle = KINDS.map((kind) => run.member('research.cycle_days', kind));
  const cost = complianceCost(run);
  const entryFee = userFee(run);
  const value = createMarketTime(run);
  const open = KINDS.indexOf('open');

  function remaining(release: number, j: number, regime: ActiveRegime, stage: number, day: number): number {
    let left = 0;
    for (let k = stage; k < regime.stages.length - 1; k++) left += regime.stages[k].evaluations;
    const isNew = Number.isNaN(releases.column.submitted[release * world.jurisdictions.length + j]);
    return cost.ofRest(release, j, left, day) + (isNew ? entryFee : 0);
  }

  function daysToClear(regime: ActiveRegime, jurisdiction: number, stage: number, completed: number): number {
    let days = 0;
    for (let k = stage; k < regime.stages.length - 1; k++) {
      const {min_days, evaluations, approvals} = regime.stages[k];
      const scale = (completed & (1 << k)) !== 0 ? reworkFraction : 1;
      const review = evaluations > 0 ? teams.expectedWait(jurisdiction) + teams.meanDays(jurisdiction) * scale : 0;
      const clock = regime.on_expiry === 'none' || regime.clock_days === null ? Infinity : regime.clock_days;
      const decisions = review > clock ? 0 : approvals + (regime.stages[k + 1].sign_off ? 1 : 0);
      days += Math.max(min_days * scale, Math.min(review, clock)) + decisions * approvalDays;
    }
    return days;
  }

  return {
    remaining,
    takesPart(developer) {
      const draws = run.draws.at(
        developers.idLow[developer],
        developers.idHigh[developer],
        0,
        submission.decisions.participation,
      );
      return draws.uniform() < participation;
    },
    daysToClear,
    pays(release, jurisdiction, regime, stage, wait, until, day) {
      const left = remaining(release, jurisdiction, regime, stage, day);
      const developer = releases.column.developer[release];
      if (developers.column.cash[developer] < left) return false;
      // Grant-funded projects exist to publish: their budget binds, not their profit.
      if (developers.column.kind[developer] === open) return true;
      const gain = run.market.gain(developer, jurisdiction, releases.column.capability[release]);
      if (gain <= 0) return false;
      const behind = daysToClear(regime, jurisdiction, 0, 0);
      return gain * value.years(release, jurisdiction, wait, until, behind, day) > left;
    },
    usualLife: (developer) =>
      cycle[developers.column.kind[developer]] / Math.max(developers.column.research[developer], 0.05),
  };
}
