import {by, isOf, mean, once, type Recomputed, stepsIn, sum, within} from './arithmetic.ts';
import type {DeveloperStep, RaceDate, Tables} from './tables.ts';

const UNSAFE = 0.01; // share of R&D

const rowsOf = (tables: Tables, step: number): readonly DeveloperStep[] =>
  once(tables, 'racers by step', () => by(tables.developers, ({week}) => week)).get(step) ?? [];

const overSteps =
  (worth: (rows: readonly DeveloperStep[]) => number): Recomputed =>
  (tables, question) =>
    mean(stepsIn(tables, question).map((step) => worth(rowsOf(tables, step))));

/** Of the developer with the best technique; of equals the one born first, in whose order rows come. */
const leader = (rows: readonly DeveloperStep[]): DeveloperStep =>
  rows.reduce((best, row) => (row.capability > best.capability ? row : best));

const overDates =
  (worth: (date: RaceDate) => number): Recomputed =>
  ({race}, question) =>
    mean(race.filter(({day}) => within(day, question)).map(worth));

const racing = (rows: readonly DeveloperStep[]) => rows.filter(({kind}) => kind === 'lab' || kind === 'startup');

/** Outcomes told by what developers spend on safety. */
export const ofRace: Readonly<Record<string, Recomputed>> = {
  safety_effort(tables, question) {
    const rows = stepsIn(tables, question)
      .flatMap((step) => rowsOf(tables, step))
      .filter((row) => isOf(row, question));
    return sum(rows.map(({rd, safety_spend}) => rd * safety_spend)) / sum(rows.map(({rd}) => rd));
  },
  race_safety_winner: overSteps((rows) => leader(rows).safety),
  race_risk: overSteps((rows) => 1 - leader(rows).safety),
  unsafe_share: overSteps(
    (rows) => racing(rows).filter(({safety_spend}) => safety_spend < UNSAFE).length / racing(rows).length,
  ),
  race_residual: overDates(({residual}) => residual),
  race_welfare: overDates(({welfare}) => welfare),
};
