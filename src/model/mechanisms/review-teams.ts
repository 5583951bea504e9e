import {createServiceQueue, type ServiceQueue} from '../../engine/service-queue.ts';
import {duration, type DurationLaw} from '../duration.ts';
import type {Run} from '../mechanism.ts';
import {createAuditIndustry} from './audit-industry.ts';
import {practised} from './experience.ts';
import {createKinds} from './first-of-kind.ts';
import {createRecognition} from './recognition.ts';
import {createReviewCapacity} from './review-capacity.ts';
import {reviews} from './reviews.ts';

/** The queues of reviews, and who serves them. A job is a row of the reviews table. */
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
  /** Lets a private evaluator see what the effort on a release has found so far; nobody else hears before its report. */
  examine(job: number, day: number): void;
  /** Writes the report of a private evaluator on a passage that ends; true when it is critical. */
  report(job: number, day: number): boolean;
  /** Mean working time of a first review as the teams of a jurisdiction are now, days. */
  meanDays(jurisdiction: number): number;
  /** Expected days until work on a job handed in now would start. */
  expectedWait(jurisdiction: number): number;
  /** Lets teams grow at the start of a step. */
  grow(): void;
  begin(): void;
}

/**
 * Makes the review teams: a queue per jurisdiction, or one for all, or that of private evaluators.
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
  const capacity = createReviewCapacity(run);
  const industry = createAuditIndustry(run);
  const pooled = industry !== undefined || run.number('pool_teams') === 1;
  const recognition = createRecognition(run);
  const kinds = createKinds(run);
  const own = table.extend({work: 'f64'}); // working time against that of a usual first review
  const queues = (pooled ? ['all'] : world.jurisdictions).map(() => createServiceQueue());
  // The other laws of releases are test doubles: there every review is like the others.
  const learning = run.choice('release.law') === 'model' ? run.number('review.learning') : 0;
  const done = new Float64Array(queues.length); // reviews that the teams of a queue have finished
  const starting: number[] = []; // taken up by a team, not yet told
  const holding: number[] = []; // waiting for work under way elsewhere

  const queueAt = (jurisdiction: number): number => (pooled ? 0 : jurisdiction);
  const queueOf = (jurisdiction: number): ServiceQueue => queues[queueAt(jurisdiction)];
  const isGated = (j: number): boolean => (world.regimes[j]?.stages.length ?? 0) > 0;

  /** Working time of the authorities' teams, against beginners: a team has learned from its part of what all finished. */
  const practice = (j: number): number =>
    industry ? 1 : practised(done[queueAt(j)] / Math.max(queueOf(j).servers, 1), learning);

  /** Lets a team that is free for this job take it up, or the next in line if it is better to wait. */
  function takeUp(queue: ServiceQueue, first: number, day: number): number {
    let job = first;
    while (job >= 0 && recognition.waitsFor(job, day)) {
      holding.push(job);
      job = queue.depart();
    }
    if (job < 0) return -1;
    table.column.started[job] = day;
    own.column.work[job] *= recognition.ownWork(job) * practice(table.column.jurisdiction[job]);
    if (industry) {
      industry.takeOn(job, day);
      own.column.work[job] *= industry.workFactor(job);
    }
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
    return queues[0].servers > 0 ? ((busy + waiting) * capacity.ready(j)) / queues[0].servers : 0;
  }

  function setPublicTeams(): void {
    capacity.grow(onHand);
    if (pooled) queues[0].servers = 0;
    for (let j = 0; j < world.jurisdictions.length; j++) {
      if (!pooled) queues[j].servers = capacity.ready(j);
      else if (isGated(j)) queues[0].servers += capacity.ready(j);
    }
  }

  return {
    request(job, day) {
      table.column.arrived[job] = day;
      own.column.work[job] = (table.column.rework[job] === 1 ? reworkFraction : 1) * kinds.factor(job);
      industry?.handIn(job, day);
      const taken = enqueue(job, reworkFirst && table.column.rework[job] === 0 ? 1 : 0, day);
      if (taken !== job) announce(taken);
      return taken === job;
    },
    finish(job, day) {
      const {release, jurisdiction} = table.column;
      const queue = queueOf(jurisdiction[job]);
      recognition.ended(job);
      done[queueAt(jurisdiction[job])]++;
      if (industry) {
        industry.finish(job, day);
        queue.servers = industry.teams();
      }
      announce(takeUp(queue, queue.depart(), day));
      if (holding.length > 0) letGo(release[job], day);
    },
    next: () => starting.shift() ?? -1,
    withdraw(job) {
      const held = holding.indexOf(job);
      if (held >= 0) holding.splice(held, 1);
      const wasWaiting = held >= 0 || queueOf(table.column.jurisdiction[job]).withdraw(job);
      if (wasWaiting) industry?.handOut(job);
      return wasWaiting;
    },
    workingDays(job) {
      const {release, jurisdiction, passage} = table.column;
      const draws = run.draws.at(
        world.releases.idLow[release[job]],
        world.releases.idHigh[release[job]],
        world.drawKeys[jurisdiction[job]] | passage[job],
        reviews.decisions.service,
      );
      return duration(draws, serviceLaw, mean * own.column.work[job], cv2);
    },
    skill: (job) => {
      const row = table.column.evaluator[job];
      return row < 0 ? capacity.skill : world.evaluators.column.skill[row];
    },
    examine: (job, day) => {
      industry?.examine(job, day);
    },
    report: (job, day) => industry?.report(job, day) ?? false,
    meanDays: (jurisdiction) => mean * practice(jurisdiction),
    expectedWait(jurisdiction) {
      const {servers, busy, waiting} = queueOf(jurisdiction);
      return busy < servers ? 0 : ((waiting + 1) * mean * practice(jurisdiction)) / Math.max(servers, 1);
    },
    grow() {
      if (industry) {
        industry.step();
        queues[0].servers = industry.teams();
      } else setPublicTeams();
      for (const queue of queues) {
        while (queue.waiting > 0 && queue.busy < queue.servers) announce(takeUp(queue, queue.next(), clock.from));
      }
    },
    begin() {
      for (const queue of queues) queue.clear();
      done.fill(0);
      starting.length = 0;
      holding.length = 0;
      capacity.begin();
      industry?.begin();
      kinds.begin();
    },
  };
}
