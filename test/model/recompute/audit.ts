import {by, mean, type Recomputed, stepsIn, sum} from './arithmetic.ts';
import type {EvaluatorStep, Question, Tables} from './tables.ts';

/** Private evaluators in business of each step of the window that has any. */
function working(tables: Tables, question: Question): readonly (readonly EvaluatorStep[])[] {
  const steps = new Set(stepsIn(tables, question));
  return [...by(tables.evaluators, ({week}) => week)].filter(([week]) => steps.has(week)).map(([, rows]) => rows);
}

const over =
  (value: (rows: readonly EvaluatorStep[], question: Question) => number): Recomputed =>
  (tables, question) =>
    mean(working(tables, question).map((rows) => value(rows, question)));

/** Outcomes told by the market for private evaluations. */
export const ofAudits: Readonly<Record<string, Recomputed>> = {
  audit_firms: over((rows, {jurisdiction}) => rows.filter(({home}) => !jurisdiction || home === jurisdiction).length),
  audit_utilisation: over((rows) => sum(rows.map(({busy}) => busy)) / sum(rows.map(({teams}) => teams))),
  audit_fee: over(([{fee}]) => fee),
};
