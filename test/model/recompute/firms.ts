import {by, isOf, mean, once, type Recomputed, stepsIn, sum, within, years} from './arithmetic.ts';
import type {DeveloperStep, Question, Tables} from './tables.ts';

const rowsOf = (tables: Tables, step: number): readonly DeveloperStep[] =>
  once(tables, 'developers by step', () => by(tables.developers, ({week}) => week)).get(step) ?? [];

const overSteps =
  (worth: (row: DeveloperStep) => number): Recomputed =>
  (tables, question) =>
    mean(
      stepsIn(tables, question).map((step) =>
        sum(
          rowsOf(tables, step)
            .filter((row) => isOf(row, question))
            .map(worth),
        ),
      ),
    );

/** Start-ups with the day on which they were founded and the one on which they closed (NaN for none). */
const lives = (tables: Tables): readonly {kind: string; home: string; born: number; gone: number}[] =>
  once(tables, 'lives', () => {
    const of = by(
      tables.developers.filter(({kind}) => kind === 'startup'),
      ({developer}) => developer,
    );
    return [...of.values()].map((rows) => {
      const {kind, home, born, week} = rows[rows.length - 1];
      const next = (week + 1) * tables.stepDays; // a start-up closes at the beginning of a step
      return {kind, home, born, gone: next < tables.days ? next : NaN};
    });
  });

const rounds = ({deals}: Tables, {from, to, jurisdiction}: Question) =>
  deals.filter(({day, home}) => day >= from && day < to && (jurisdiction === undefined || home === jurisdiction));

/** Outcomes told by developers who come, go, spend and raise money. */
export const ofFirms: Readonly<Record<string, Recomputed>> = {
  developers_active: overSteps(() => 1),
  compliance_spend(tables, question) {
    const rows = stepsIn(tables, question).flatMap((step) => rowsOf(tables, step));
    const of = rows.filter((row) => isOf(row, question));
    return sum(of.map(({compliance}) => compliance)) / years(tables, question);
  },
  compliance_share(tables, question) {
    const rows = stepsIn(tables, question).flatMap((step) => rowsOf(tables, step));
    const of = rows.filter((row) => isOf(row, question));
    return sum(of.map(({compliance}) => compliance)) / sum(of.map(({spending}) => spending));
  },
  entries: (tables, question) =>
    lives(tables).filter((each) => each.born > 0 && within(each.born, question) && isOf(each, question)).length /
    years(tables, question),
  exits: (tables, question) =>
    lives(tables).filter((each) => within(each.gone, question) && isOf(each, question)).length /
    years(tables, question),
  startup_funding: (tables, question) =>
    sum(rounds(tables, question).map(({amount}) => amount)) / 1000 / years(tables, question),
  mega_rounds: (tables, question) =>
    sum(rounds(tables, question).map(({amount, mega}) => amount * mega)) / 1000 / years(tables, question),
  deals: (tables, question) => rounds(tables, question).length / years(tables, question),
};
