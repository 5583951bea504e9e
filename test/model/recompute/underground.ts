import {by, isIn, mean, once, type Recomputed, stepsIn, sum, within, years} from './arithmetic.ts';
import type {Hosting, Question, Tables} from './tables.ts';

const rowsOf = (tables: Tables, step: number): readonly Hosting[] =>
  once(tables, 'hosting by step', () => by(tables.hosting, ({week}) => week)).get(step) ?? [];

const add = (rows: readonly Hosting[], worth: (row: Hosting) => number = ({use}) => use): number =>
  sum(rows.map(worth));

const open = ({use, concealed}: Hosting): number => use * (1 - concealed);

const shareOf =
  (seen: boolean): Recomputed =>
  (tables, question) =>
    mean(
      stepsIn(tables, question).map((step) => {
        const rows = rowsOf(tables, step).filter((row) => isIn(row, question));
        const hidden = rows.filter(({nest}) => nest === 'underground');
        const legal = add(rows.filter(({nest}) => nest !== 'underground'));
        const counted = seen
          ? add(
              hidden.filter(({host, jurisdiction}) => host === jurisdiction),
              open,
            )
          : add(hidden);
        return counted / (legal + counted);
      }),
    );

/** Use in M user-weeks per week by where it is hosted. */
const activity =
  (worth: (row: Hosting) => number): Recomputed =>
  (tables, question: Question) =>
    mean(
      stepsIn(tables, question).map((step) => {
        const length = Math.min((step + 1) * tables.stepDays, tables.days) - step * tables.stepDays;
        const asked = rowsOf(tables, step).filter(
          ({kind, host}) =>
            (question.kind === undefined || kind === question.kind) &&
            (question.jurisdiction === undefined || host === question.jurisdiction),
        );
        return (add(asked, worth) * 7) / length;
      }),
    );

/** Outcomes told by who hosts for whom, and by leaks. */
export const ofUnderground: Readonly<Record<string, Recomputed>> = {
  underground_share: shareOf(false),
  underground_visible: shareOf(true),
  activity_true: activity(({use}) => use),
  activity_visible: activity(open),
  activity_world: (tables, {from, to}) => activity(({use}) => use)(tables, {from, to}),
  leaks: (tables, question) =>
    tables.leaks.filter(
      (each) =>
        each.channel !== 'published' &&
        within(each.day, question) &&
        isIn(each, question) &&
        (question.kind === undefined || each.kind === question.kind),
    ).length / years(tables, question),
};
