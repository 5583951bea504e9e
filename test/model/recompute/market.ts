import {by, mean, once, type Recomputed, stepsIn, sum} from './arithmetic.ts';
import type {DeveloperStep, Question, Tables} from './tables.ts';

/** Spend on every developer in every step on what is asked for: largest first. */
function spendByStep(tables: Tables, {jurisdiction, segment}: Question): readonly (readonly [string, number][])[] {
  return once(tables, `spend ${jurisdiction ?? ''} ${segment ?? ''}`, () => {
    const rows = tables.shares.filter(
      (each) =>
        (jurisdiction === undefined || each.jurisdiction === jurisdiction) &&
        (segment === undefined || each.segment === segment),
    );
    const steps = by(rows, ({week}) => week);
    return Array.from({length: Math.ceil(tables.days / tables.stepDays)}, (_, step) => {
      const of = by(steps.get(step) ?? [], ({developer}) => developer);
      return [...of]
        .map(([developer, cells]): [string, number] => [developer, sum(cells.map(({spend}) => spend))])
        .sort(([, a], [, b]) => b - a);
    });
  });
}

const ofShares =
  (index: (shares: readonly number[]) => number): Recomputed =>
  (tables, question) => {
    const spends = spendByStep(tables, question);
    const indexOf = (step: number): number => {
      const all = sum(spends[step].map(([, spend]) => spend));
      return all > 0 ? index(spends[step].map(([, spend]) => spend / all)) : NaN;
    };
    return mean(stepsIn(tables, question).map(indexOf));
  };

/** Outcomes told by who buys from whom. */
export const ofMarket: Readonly<Record<string, Recomputed>> = {
  hhi: ofShares((shares) => sum(shares.map((share) => 100 * share * (100 * share)))),
  cr3: ofShares((shares) => sum(shares.slice(0, 3))),
  leader_share: ofShares((shares) => Math.max(...shares)),
  first_leader_share: (tables, question) => {
    const spends = spendByStep(tables, question);
    const [[leader]] = spends[0];
    return mean(
      stepsIn(tables, question).map((step) => {
        const own = spends[step].find(([developer]) => developer === leader)?.[1] ?? 0;
        return own / sum(spends[step].map(([, spend]) => spend));
      }),
    );
  },
  share: (tables, question) => {
    const spends = spendByStep(tables, {from: question.from, to: question.to});
    return mean(
      stepsIn(tables, question).map((step) => {
        const own = spends[step].filter(([developer]) => (question.developer ?? developer) === developer);
        return sum(own.map(([, spend]) => spend)) / sum(spends[step].map(([, spend]) => spend));
      }),
    );
  },
  nest_share(tables, question) {
    const steps = once(tables, 'shares by step', () => by(tables.shares, ({week}) => week));
    const of = (step: number): number => {
      const rows = (steps.get(step) ?? []).filter(
        ({jurisdiction}) => (question.jurisdiction ?? jurisdiction) === jurisdiction,
      );
      const cells = by(rows, ({jurisdiction, segment}) => `${jurisdiction} ${segment}`);
      const all = sum([...cells.values()].map(([{potential}]) => potential));
      const inNest = (nest: string): number =>
        sum(rows.filter((row) => row.nest === nest).map(({potential, share}) => potential * share)) / all;
      if (question.nest === undefined) return 1;
      return question.nest === 'outside'
        ? 1 - inNest('closed') - inNest('open') - inNest('underground')
        : inNest(question.nest);
    };
    return mean(stepsIn(tables, question).map(of));
  },
  vendor_switching(tables, question) {
    const steps = once(tables, 'shares by step', () => by(tables.shares, ({week}) => week));
    const epoch = stepsIn(tables, question).filter((step) => (step * tables.stepDays) % 28 === 0);
    const rate = (step: number): number => {
      const rows = (steps.get(step) ?? [])
        .filter(({segment}) => (question.segment ?? segment) === segment)
        .filter(({nest}) => nest !== 'underground');
      const cells = [...by(rows, ({jurisdiction, segment}) => `${jurisdiction} ${segment}`).values()];
      // A customer of i who looks goes to one of the others.
      const moved = cells.map((cell) => {
        const any = sum(cell.map(({choice}) => choice));
        return sum(cell.map(({potential, share, choice}) => potential * share * (any - choice)));
      });
      return sum(moved) / sum(rows.map(({potential, share}) => potential * share));
    };
    return tables.number('demand.switching') * mean(epoch.map(rate));
  },
  leader_changes(tables, question) {
    const steps = stepsIn(tables, question);
    const spends = spendByStep(tables, {from: question.from, to: question.to});
    const leaders = steps.map((step) => (spends[step].length > 0 ? spends[step][0][0] : 'nobody'));
    return steps.length > 0 ? leaders.filter((leader, n) => n > 0 && leader !== leaders[n - 1]).length : NaN;
  },
  price(tables, question) {
    const steps = once(tables, 'developers by step', () => by(tables.developers, ({week}) => week));
    const priceOf = (sellers: readonly DeveloperStep[]): number =>
      sum(sellers.map(({revenue, price}) => revenue * price)) / sum(sellers.map(({revenue}) => revenue));
    return mean(
      stepsIn(tables, question).map((step) => priceOf((steps.get(step) ?? []).filter(({open}) => open === 0))),
    );
  },
};
