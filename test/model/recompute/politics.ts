import {by, endOf, isIn, mean, once, type Recomputed, stepsIn, sum, within} from './arithmetic.ts';
import type {AuthorityStep, Question, Tables} from './tables.ts';

const rowsOf = (tables: Tables, step: number): readonly AuthorityStep[] =>
  once(tables, 'authorities by step', () => by(tables.authorities, ({week}) => week)).get(step) ?? [];

const here = (tables: Tables, question: Question, step: number): readonly AuthorityStep[] =>
  rowsOf(tables, step).filter((row) => isIn(row, question));

/** Stringency of a jurisdiction step by step. */
const paths = (tables: Tables): Map<string, readonly number[]> =>
  once(
    tables,
    'stringency by jurisdiction',
    () =>
      new Map(
        [...by(tables.authorities, ({jurisdiction}) => jurisdiction)].map(([id, rows]) => [
          id,
          rows.map(({stringency}) => stringency),
        ]),
      ),
  );

/** Outcomes told by the rules in force. */
export const ofPolitics: Readonly<Record<string, Recomputed>> = {
  stringency: (tables, question) =>
    mean(
      stepsIn(tables, question).map((step) => {
        const rows = here(tables, question, step);
        const spend = sum(rows.map((row) => row.spend_share));
        return sum(rows.map((row) => (row.stringency * row.spend_share) / spend));
      }),
    ),
  jurisdictions_staged: (tables, question) =>
    mean(stepsIn(tables, question).map((step) => sum(rowsOf(tables, step).map(({gate}) => gate)))),
  moratorium_weeks(tables, question) {
    const steps = stepsIn(tables, question);
    const frozen = steps.filter((step) => here(tables, question, step).some(({moratorium}) => moratorium === 1));
    return steps.length === 0 ? NaN : sum(frozen.map((step) => (endOf(tables, step) - step * tables.stepDays) / 7));
  },
  rules_tightened(tables, question) {
    if (question.from >= tables.days) return NaN;
    const sequel = tables.incidents
      .filter((each) => within(each.day, question) && isIn(each, question))
      .filter(({severity, reported}) => severity >= tables.severe && reported === 1)
      .some(({day, jurisdiction}) => {
        const path = paths(tables).get(jurisdiction) ?? [];
        const at = Math.floor(day / tables.stepDays);
        const last = Math.floor((day + 364) / tables.stepDays);
        return path.slice(at + 1, last + 1).some((stringency) => stringency > path[at]);
      });
    return sequel ? 1 : 0;
  },
};
