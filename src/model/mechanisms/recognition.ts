import type {Run} from '../mechanism.ts';
import {CLEARANCE} from '../world.ts';

/** What a review in one jurisdiction is worth in another. */
export interface Recognition {
  /** Share of its own work that a job still needs, if it were taken up now. */
  ownWork(job: number): number;
  /** Whether it is better to wait for the work under way elsewhere than to take a job up now. */
  waitsFor(job: number, day: number): boolean;
  /** Reports that a team has taken up a job. */
  began(job: number, day: number): void;
  /** Reports that work on a job is over. */
  ended(job: number): void;
}

/** What holds without recognition: every jurisdiction does all the work. */
const none: Recognition = {ownWork: () => 1, waitsFor: () => false, began: () => undefined, ended: () => undefined};

/**
 * Makes mutual recognition: a clearance, or finished work on the same stage or a later one, elsewhere.
 *
 * A team waits for work under way elsewhere if that is expected to end no later than what it would save itself,
 * so that simultaneous submissions are not reviewed twice under full recognition.
 * Second reviews are credited with a clearance elsewhere alone. Draws nothing.
 */
export function createRecognition(run: Run): Recognition {
  const {world} = run;
  const credit = run.number('recognition');
  if (credit === 0) return none;
  const {reviews, releases} = world;
  const mean = run.number('service.mean_days');
  const width = world.jurisdictions.length;
  // Stages count from 1, so that a new row's 0 is none.
  const own = releases.extend({
    doneStage: ['i32', 'jurisdiction'],
    workStage: ['i32', 'jurisdiction'],
    workSince: ['f64', 'jurisdiction'],
  });

  function isCredited(job: number): boolean {
    const {release, jurisdiction, stage, rework} = reviews.column;
    const {clearance, submitted} = releases.column;
    for (let j = 0; j < width; j++) {
      if (j === jurisdiction[job]) continue;
      const place = release[job] * width + j;
      if (clearance[place] === CLEARANCE.cleared && !Number.isNaN(submitted[place])) return true;
      if (rework[job] === 0 && own.column.doneStage[place] > stage[job]) return true;
    }
    return false;
  }

  return {
    ownWork: (job) => (isCredited(job) ? 1 - credit : 1),
    waitsFor(job, day) {
      const {release, jurisdiction, stage, rework} = reviews.column;
      if (rework[job] === 1 || isCredited(job)) return false;
      for (let j = 0; j < width; j++) {
        const place = release[job] * width + j;
        if (j === jurisdiction[job] || own.column.workStage[place] <= stage[job]) continue;
        if (Math.max(mean - (day - own.column.workSince[place]), 0) <= credit * mean) return true;
      }
      return false;
    },
    began(job, day) {
      const {release, jurisdiction, stage} = reviews.column;
      const place = release[job] * width + jurisdiction[job];
      own.column.workStage[place] = stage[job] + 1;
      own.column.workSince[place] = day;
    },
    ended(job) {
      const {release, jurisdiction, stage} = reviews.column;
      const place = release[job] * width + jurisdiction[job];
      own.column.workStage[place] = 0;
      own.column.doneStage[place] = Math.max(own.column.doneStage[place], stage[job] + 1);
    },
  };
}

/** Share of the fixed cost of jurisdiction `j`'s regime left to a developer that is also under those marked in `under`. */
export function createFixedShare(run: Run): (under: Uint8Array, developer: number, j: number) => number {
  const {regimes, jurisdictions} = run.world;
  const width = jurisdictions.length;
  const credit = run.number('recognition');
  return (under, developer, j) => {
    if (credit === 0) return 1;
    const since = regimes[j]?.since ?? Infinity;
    for (let i = 0; i < width; i++) {
      const regime = regimes[i];
      if (i === j || under[developer * width + i] === 0 || regime === null || regime.stages.length === 0) continue;
      if (regime.since < since || (regime.since === since && i < j)) return 1 - credit; // paid in full where it was first
    }
    return 1;
  };
}
