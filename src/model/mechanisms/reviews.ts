import {createServiceQueue, type ServiceQueue} from '../../engine/service-queue.ts';
import {duration, DURATION_LAWS, type DurationLaw} from '../duration.ts';
import type {Mechanism, Run} from '../mechanism.ts';
import {createKinds} from './first-of-kind.ts';
import {createRecognition} from './recognition.ts';
import {createReviewCapacity} from './review-capacity.ts';

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

/** The queues of reviews. A job is a row of the reviews table. */
export interface ReviewTeams {
  /** Hands in a job; true when work on it starts at once. */
  request(job: number, day: number): boolean;
  /** Reports that work on a job is over: its team is free. */
  finish(job: number, day: number): void;
  /** A job on which work starts now that teams have become free or more, -1 when there is none. */
  next(): number;
  /** Takes a waiting job back; false when work on it has begun. */
  withdraw(job: number): boolean;
  /** Working time of a job, days: a function of the release, jurisdiction and passage, of its kind and of reviews elsewhere. */
  workingDays(job: number): number;
  /** Skill of who works on a job, x. */
  skill(job: number): number;
  /** Expected days until work on a job handed in now would start. */
  expectedWait(jurisdiction: number): number;
  /** Lets teams grow at the start of a step. */
  grow(): void;
  begin(): void;
}

/**
 * Makes the review teams: a queue per jurisdiction, or one for all.
 *
 * Writes arrived and started of reviews. Draws the working time of a review.
 */
export function createReviewTeams(run: Run): ReviewTeams {
  const {world, clock} = run;
  const table = world.reviews;
  const serviceLaw = run.choice('service.law') as DurationLaw;
  const mean = run.number('service.mean_days');
  const cv2 = run.number('service.cv2');
  const reworkFraction = run.number('review.rework_fraction');
  const reworkFirst = run.choice('review.order') === 'rework_first';
  const pooled = run.number('pool_teams') === 1;
  const capacity = createReviewCapacity(run);
  const recognition = createRecognition(run);
  const kinds = createKinds(run);
  const own = table.extend({work: 'f64'}); // working time against that of a usual first review
  const queues = (pooled ? ['all'] : world.jurisdictions).map(() => createServiceQueue());
  const starting: number[] = []; // taken up by a team, not yet told
  const holding: number[] = []; // waiting for work under way elsewhere

  const queueOf = (jurisdiction: number): ServiceQueue => queues[pooled ? 0 : jurisdiction];
  const isGated = (j: number): boolean => (world.regimes[j]?.stages.length ?? 0) > 0;

  /** Lets a team that is free for this job take it up, or the next in line if it is better to wait. */
  function takeUp(queue: ServiceQueue, first: number, day: number): number {
    let job = first;
    while (job >= 0 && recognition.waitsFor(job, day)) {
      holding.push(job);
      job = queue.depart();
    }
    if (job < 0) return -1;
    table.column.started[job] = day;
    own.column.work[job] *= recognition.ownWork(job);
    recognition.began(job, day);
    return job;
  }

  /** Puts a job in line; returns the job that a team takes up at once, or -1. */
  function enqueue(job: number, priority: number, day: number): number {
    const queue = queueOf(table.column.jurisdiction[job]);
    return queue.arrive(job, priority) ? takeUp(queue, job, day) : -1;
  }

  function announce(job: number): void {
    if (job >= 0) starting.push(job);
  }

  /** Puts jobs that waited for work on their release elsewhere at the head of the line, which they had reached. */
  function letGo(release: number, day: number): void {
    for (let n = 0; n < holding.length; n++) {
      const job = holding[n];
      if (table.column.release[job] !== release) continue;
      holding.splice(n--, 1);
      announce(enqueue(job, -1, day));
    }
  }

  /** Reviews of a jurisdiction at work or waiting; of a common queue, its part by teams. */
  function onHand(j: number): number {
    const {busy, waiting} = queueOf(j);
    if (!pooled) return busy + waiting;
    return ((busy + waiting) * capacity.ready(j)) / queues[0].servers;
  }

  return {
    request(job, day) {
      table.column.arrived[job] = day;
      own.column.work[job] = (table.column.rework[job] === 1 ? reworkFraction : 1) * kinds.factor(job);
      const taken = enqueue(job, reworkFirst && table.column.rework[job] === 0 ? 1 : 0, day);
      if (taken !== job) announce(taken);
      return taken === job;
    },
    finish(job, day) {
      const {release, jurisdiction} = table.column;
      const queue = queueOf(jurisdiction[job]);
      recognition.ended(job);
      announce(takeUp(queue, queue.depart(), day));
      if (holding.length > 0) letGo(release[job], day);
    },
    next: () => starting.shift() ?? -1,
    withdraw(job) {
      const held = holding.indexOf(job);
      if (held >= 0) holding.splice(held, 1);
      return held >= 0 || queueOf(table.column.jurisdiction[job]).withdraw(job);
    },
    workingDays(job) {
      const {release, jurisdiction, passage} = table.column;
      const draws = run.draws.at(
        world.releases.idLow[release[job]],
        world.releases.idHigh[release[job]],
        (jurisdiction[job] << 16) | passage[job],
        reviews.decisions.service,
      );
      return duration(draws, serviceLaw, mean * own.column.work[job], cv2);
    },
    skill: () => capacity.skill,
    expectedWait(jurisdiction) {
      const {servers, busy, waiting} = queueOf(jurisdiction);
      return busy < servers ? 0 : ((waiting + 1) * mean) / servers;
    },
    grow() {
      capacity.grow(onHand);
      if (pooled) queues[0].servers = 0;
      for (let j = 0; j < world.jurisdictions.length; j++) {
        if (!pooled) queues[j].servers = capacity.ready(j);
        else if (isGated(j)) queues[0].servers += capacity.ready(j);
      }
      for (const queue of queues) {
        while (queue.waiting > 0 && queue.busy < queue.servers) announce(takeUp(queue, queue.next(), clock.from));
      }
    },
    begin() {
      for (const queue of queues) queue.clear();
      starting.length = 0;
      holding.length = 0;
      capacity.begin();
      kinds.begin();
    },
  };
}
