import {by, isIn, isOf, mean, once, type Recomputed, sum, within, years} from './arithmetic.ts';
import {type Clearance, type DeveloperStep, type Inspection, publicDay, type Question, type Tables} from './tables.ts';

const overDevelopers =
  (worth: (row: DeveloperStep) => number): Recomputed =>
  (tables, question) =>
    sum(
      tables.developers.filter((row) => within(row.week * tables.stepDays, question) && isOf(row, question)).map(worth),
    ) / years(tables, question);

const overSeen =
  (worth: (row: Inspection) => number): Recomputed =>
  (tables, question) =>
    sum(
      tables.inspections
        .filter((row) => row.detected === 1 && within(row.day, question))
        .filter((row) => question.kind === undefined || question.kind === row.kind)
        .filter((row) => isIn(row, question))
        .map(worth),
    ) / years(tables, question);

/** Clearances of the releases trained in a window, by release. */
const ofCohort = (tables: Tables, question: Question): readonly (readonly Clearance[])[] =>
  [...once(tables, 'places by release', () => by(tables.clearances, ({release}) => release)).values()].filter(
    ([{trained}]) => within(trained, question),
  );

/** Outcomes told by what enforcement and liability cost developers. */
export const ofEnforcement: Readonly<Record<string, Recomputed>> = {
  fines: overSeen(({fine}) => fine),
  violations: overSeen(() => 1),
  fines_expected: overDevelopers((row) => row.fines_expected),
  liability_paid: overDevelopers(({liability}) => liability),
  releases_uncleared: (tables, question) =>
    mean(
      ofCohort(tables, question)
        .flat()
        .filter((place) => isIn(place, question))
        .map(({uncleared}) => (uncleared < tables.days ? 1 : 0)),
    ),
  releases_delayed: (tables, question) =>
    mean(
      ofCohort(tables, question).flatMap((places) => {
        const first = Math.min(...places.map(publicDay));
        if (first + 30 > tables.days) return [];
        return places.filter((place) => isIn(place, question)).map((place) => (publicDay(place) > first + 30 ? 1 : 0));
      }),
    ),
};
