import {createServiceQueue} from '../../engine/service-queue.ts';
import {duration, DURATION_LAWS, type DurationLaw} from '../duration.ts';
import type {Mechanism, Run} from '../mechanism.ts';

const law = {type: 'choice', group: 'gate', role: 'assumed', choices: DURATION_LAWS} as const;

/** Numbers and draws of the review teams. */
export const reviews = {
  id: 'reviews',
  title: 'Review teams with a queue',
  equation:
    'T = max(floor, W + S); W from a queue with c teams in continuous time; effort = skill (h n/(1 + (n - 1) corr) days worked + h_stage days in stage), n evaluations',
  limit: 'Poisson arrivals, exponential service, no floor, no rollback: the Erlang C waiting time.',
  source: 'Erlang (1917); Kingman (1961); Carpenter (2004), Protection without capture, APSR 98(4)',
  switches: {},
  parameters: {
    'service.law': {
      ...law,
      title: 'Law of the working time of a review',
      source: 'assumed: lognormal fits working times of expert reviews',
      default: 'lognormal',
    },
    'service.mean_days': {
      type: 'number',
      title: 'Mean working time of one review',
      group: 'gate',
      role: 'calibrated',
      source: 'filings in China take 90 to 180 days in all; a 30-day window is reported for the US',
      unit: 'days',
      default: 60,
      low: 20,
      high: 120,
      min: 0,
      max: Infinity,
    },
    'service.cv2': {
      type: 'number',
      title: 'Squared coefficient of variation of the working time',
      group: 'gate',
      role: 'assumed',
      source: 'assumed',
      unit: '1',
      default: 0.7,
      low: 0.3,
      high: 1.5,
      min: 0,
      max: Infinity,
    },
    'teams.<jurisdiction>': {
      type: 'number',
      family: 'jurisdiction',
      title: 'Review teams',
      group: 'gate',
      role: 'policy',
      source: 'US: 40 evaluations in 21 months (CAISI); UK: an institute of about 100 engineers; EU and China assumed',
      unit: 'teams',
      default: 4,
      defaults: {us: 8, uk: 4, eu: 6, china: 30},
      low: 3,
      high: 60,
      min: 1,
      max: Infinity,
      whole: true,
      unlimited: true,
    },
    'review.rework_fraction': {
      type: 'number',
      title: 'Floor and working time of a second review, as a share of the first',
      group: 'gate',
      role: 'assumed',
      source: 'assumed: learning in re-review',
      unit: 'share',
      default: 0.5,
      low: 0.3,
      high: 1,
      min: 0,
      max: Infinity,
    },
    'review.team_hours': {
      type: 'number',
      title: 'Expert-hours of one evaluation in a day of work',
      group: 'gate',
      role: 'assumed',
      source: 'assumed: three experts',
      unit: 'expert-hours per day',
      default: 24,
      low: 8,
      high: 80,
      min: 0,
      max: Infinity,
    },
    'review.stage_hours': {
      type: 'number',
      title: 'Expert-hours spent on a release by others admitted to a stage',
      group: 'gate',
      role: 'calibrated',
      source: 'above 3,000 hours over some weeks for one system (Sharma et al. 2025)',
      unit: 'expert-hours per day',
      default: 40,
      low: 8,
      high: 160,
      min: 0,
      max: Infinity,
    },
    'review.evaluator_correlation': {
      type: 'number',
      title: 'Correlation between the findings of evaluators of one review',
      group: 'gate',
      role: 'assumed',
      source:
        'bias of capture-recapture estimates with correlated inspectors (Briand et al. 2000); the size is assumed',
      unit: '1',
      default: 0.3,
      low: 0.1,
      high: 0.6,
      min: 0,
      max: 1,
    },
    'review.skill': {
      type: 'number',
      title: 'Skill of reviewers, against the developer’s own experts',
      group: 'gate',
      role: 'assumed',
      source: 'assumed',
      unit: 'x',
      default: 1,
      low: 0.3,
      high: 2,
      min: 0,
      max: Infinity,
    },
    'review.order': {
      type: 'choice',
      title: 'Who is reviewed first',
      group: 'gate',
      role: 'policy',
      source: 'first come, first served; or second reviews before first ones',
      choices: ['fifo', 'rework_first'],
      default: 'fifo',
    },
  },
  decisions: {service: 20},
} as const satisfies Mechanism;

/** The queue of reviews of every jurisdiction. A job is a row of the reviews table. */
export interface ReviewTeams {
  /** Hands in a job; true when work on it starts at once. */
  request(job: number, day: number): boolean;
  /** Reports that work on a job is over; returns the job that starts now, or -1. */
  finish(job: number, day: number): number;
  /** Takes a waiting job back; false when work on it has begun. */
  withdraw(job: number): boolean;
  /** Working time of a job, days: a function of the release, jurisdiction and passage alone. */
  workingDays(job: number): number;
  /** Expected days until work on a job handed in now would start. */
  expectedWait(jurisdiction: number): number;
  clear(): void;
}

export function createReviewTeams(run: Run): ReviewTeams {
  const {world} = run;
  const table = world.reviews;
  const serviceLaw = run.choice('service.law') as DurationLaw;
  const mean = run.number('service.mean_days');
  const cv2 = run.number('service.cv2');
  const reworkFraction = run.number('review.rework_fraction');
  const reworkFirst = run.choice('review.order') === 'rework_first';
  const queues = world.jurisdictions.map((id) => {
    const queue = createServiceQueue();
    queue.servers = run.member('teams', id);
    return queue;
  });

  return {
    request(job, day) {
      const {jurisdiction, rework, arrived, started} = table.column;
      arrived[job] = day;
      const atOnce = queues[jurisdiction[job]].arrive(job, reworkFirst && rework[job] === 0 ? 1 : 0);
      if (atOnce) started[job] = day;
      return atOnce;
    },
    finish(job, day) {
      const next = queues[table.column.jurisdiction[job]].depart();
      if (next >= 0) table.column.started[next] = day;
      return next;
    },
    withdraw: (job) => queues[table.column.jurisdiction[job]].withdraw(job),
    workingDays(job) {
      const {release, jurisdiction, passage, rework} = table.column;
      const draws = run.draws.at(
        world.releases.idLow[release[job]],
        world.releases.idHigh[release[job]],
        (jurisdiction[job] << 16) | passage[job],
        reviews.decisions.service,
      );
      return duration(draws, serviceLaw, mean * (rework[job] === 1 ? reworkFraction : 1), cv2);
    },
    expectedWait(jurisdiction) {
      const {servers, busy, waiting} = queues[jurisdiction];
      return busy < servers ? 0 : ((waiting + 1) * mean) / servers;
    },
    clear() {
      for (const queue of queues) queue.clear();
    },
  };
}
