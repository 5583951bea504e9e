import type {World} from '../world.ts';

/** What is known of a passage when it begins. */
interface Beginning {
  readonly release: number;
  readonly jurisdiction: number;
  readonly stage: number;
  readonly passage: number; // ordinal
  readonly rework: number;
  readonly evaluations: number;
  readonly access: number; // index into EVALUATOR_ACCESS
  readonly floor: number; // days
  readonly arrived: number; // day
}

/** Adds the row of a passage that begins, and returns its number; dates and scores that are not yet known are NaN. */
export function addPassage({reviews, releases}: World, beginning: Beginning): number {
  const job = reviews.add(releases.idLow[beginning.release], beginning.passage);
  const {column} = reviews;
  column.release[job] = beginning.release;
  column.jurisdiction[job] = beginning.jurisdiction;
  column.stage[job] = beginning.stage;
  column.passage[job] = beginning.passage;
  column.rework[job] = beginning.rework;
  column.evaluations[job] = beginning.evaluations;
  column.access[job] = beginning.access;
  column.floor[job] = beginning.floor;
  column.arrived[job] = beginning.arrived;
  column.started[job] = NaN;
  column.ended[job] = NaN;
  column.left[job] = NaN;
  column.withdrawn[job] = NaN;
  column.evaluator[job] = -1;
  column.score[job] = NaN;
  column.reported[job] = NaN;
  column.threshold[job] = NaN;
  column.clockStart[job] = NaN;
  column.due[job] = NaN;
  return job;
}
