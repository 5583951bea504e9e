import {isOf, type Recomputed, sum, within, years} from './arithmetic.ts';

/** Outcomes told by what enforcement and liability cost developers. */
export const ofEnforcement: Readonly<Record<string, Recomputed>> = {
  liability_paid: (tables, question) =>
    sum(
      tables.developers
        .filter((row) => within(row.week * tables.stepDays, question) && isOf(row, question))
        .map(({liability}) => liability),
    ) / years(tables, question),
};
