import {SEGMENT_PROFILES, type Segment} from '../../../src/model/segments.ts';
import {by, once, type Recomputed, stepsIn, sum, within, years} from './arithmetic.ts';
import type {DeveloperStep, Question, Tables} from './tables.ts';

/** Surplus of the buyers of every cell in a step, USD M: the outside share of choices tells the log-sum. */
const surplusOf = (tables: Tables, step: number): readonly {jurisdiction: string; segment: string; surplus: number}[] =>
  once(tables, `surplus ${step}`, () => {
    const steps = once(tables, 'shares by step', () => by(tables.shares, ({week}) => week));
    const cells = by(steps.get(step) ?? [], ({jurisdiction, segment}) => `${jurisdiction} ${segment}`);
    return [...cells.values()].map((rows) => {
      const {jurisdiction, segment, potential} = rows[0];
      const outside = 1 - sum(rows.map(({choice}) => choice));
      const sensitivity =
        tables.number('demand.own_elasticity') *
        tables.number('demand.nest') *
        SEGMENT_PROFILES[segment as Segment].price;
      return {jurisdiction, segment, surplus: (potential / sensitivity) * -Math.log(outside)};
    });
  });

const developersIn = (tables: Tables, question: Question, worth: (row: DeveloperStep) => number): number => {
  const steps = once(tables, 'developers by step', () => by(tables.developers, ({week}) => week));
  return sum(stepsIn(tables, question).map((step) => sum((steps.get(step) ?? []).map(worth))));
};

const surplusIn = (tables: Tables, question: Question): number =>
  sum(
    stepsIn(tables, question).flatMap((step) =>
      surplusOf(tables, step)
        .filter((cell) => (question.jurisdiction ?? cell.jurisdiction) === cell.jurisdiction)
        .filter((cell) => (question.segment ?? cell.segment) === cell.segment)
        .map(({surplus}) => surplus),
    ),
  );

/** Outcomes told by what the market is worth. */
export const ofWelfare: Readonly<Record<string, Recomputed>> = {
  consumer_surplus: (tables, question) => surplusIn(tables, question) / 1000 / years(tables, question),
  producer_profit: (tables, question) =>
    developersIn(tables, question, ({margin, spending, fines, liability}) => margin - spending - fines - liability) /
    1000 /
    years(tables, question),
  welfare(tables, question) {
    const harm = sum(tables.incidents.filter(({day}) => within(day, question)).map(({severity}) => severity));
    const earned = developersIn(tables, question, ({margin, spending}) => margin - spending);
    return (surplusIn(tables, question) + earned - harm) / 1000 / years(tables, question);
  },
};
