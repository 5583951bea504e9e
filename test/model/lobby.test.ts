import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Regime, RunInput} from '../../src/model/input.ts';
import {createLobbyMarket, exitChance, worthOfRules} from '../../src/model/mechanisms/lobby.ts';
import {createLobby} from '../../src/model/mechanisms/play-lobby.ts';
import {createRules} from '../../src/model/mechanisms/rules.ts';
import {developer, entry, jurisdiction, regime, scenario, stage, takeApart} from './support.ts';

interface Firm {
  readonly profit: number;
  readonly spend: number;
  readonly share: number;
  readonly fringe: number;
  readonly burden: number;
  readonly exit: number;
}

function marketOf(firms: readonly Firm[], money = 1) {
  const market = createLobbyMarket(firms.length);
  market.count = firms.length;
  firms.forEach((firm, i) => {
    market.profit[i] = firm.profit * money;
    market.spend[i] = firm.spend * money;
    market.share[i] = firm.share;
    market.fringe[i] = firm.fringe;
    market.burden[i] = firm.burden * money;
    market.exit[i] = firm.exit;
  });
  return market;
}

const firm = fc.record({
  profit: fc.double({min: 0.1, max: 50, noNaN: true}),
  spend: fc.double({min: 50, max: 100, noNaN: true}),
  share: fc.double({min: 0.001, max: 0.1, noNaN: true}),
  fringe: fc.constantFrom(0, 1),
  burden: fc.double({min: 0, max: 20, noNaN: true}),
  exit: fc.double({min: 0, max: 1, noNaN: true}),
});
const firmsOf = fc.array(firm, {minLength: 2, maxLength: 8});

describe('what rules are worth to a lobby', () => {
  it('is the sum of the definition, over every pair of a firm and one that may exit', () => {
    // Oracle: the double sum as it is written in the literature, without the short cut.
    fc.assert(
      fc.property(firmsOf, (firms) => {
        const total = firms.reduce((sum, {profit}) => sum + profit, 0);
        let value = 0;
        firms.forEach((i, a) => {
          let own = -i.burden;
          firms.forEach((j, b) => {
            if (a === b || j.fringe === 0) return;
            own += (i.profit / i.spend) * j.spend * (i.share / (1 - j.share)) * j.exit;
          });
          value += (i.profit / total) * own;
        });
        expect(worthOfRules(marketOf(firms))).toBeCloseTo(value / total, 9);
      }),
    );
  });

  it('is the same to the bit in another unit of money', () => {
    fc.assert(
      fc.property(firmsOf, (firms) => {
        expect(worthOfRules(marketOf(firms, 1024))).toBe(worthOfRules(marketOf(firms)));
      }),
    );
  });

  it('is negative when nobody can be driven out, and positive when a cost that hurts little drives rivals out', () => {
    // Oracle: the sign in Salop & Scheffman (1983).
    const big = {profit: 400, spend: 1000, share: 0.5, fringe: 0, burden: 5, exit: 0};
    const small = {profit: 5, spend: 50, share: 0.025, fringe: 1, burden: 5};
    const rivals = (exit: number) => [big, ...Array.from({length: 8}, () => ({...small, exit}))];
    expect(worthOfRules(marketOf(rivals(0)))).toBeLessThan(0);
    expect(worthOfRules(marketOf(rivals(0.9)))).toBeGreaterThan(0);
  });
});

describe('the chance of exit', () => {
  it('is none without a burden, certain without means, and grows with burden over means', () => {
    expect(exitChance(0, 0, 0, 4)).toBe(0);
    expect(exitChance(1, 0, 0, 4)).toBe(1);
    expect(exitChance(1, -5, -5, 4)).toBe(1);
    expect(exitChance(2, 4, 1, 4)).toBeCloseTo(1 - Math.exp(-1), 12);
    expect(exitChance(2, 40, 1, 4)).toBeLessThan(exitChance(2, 4, 1, 4));
    expect(exitChance(2e3, 4e3, 1e3, 4)).toBeCloseTo(exitChance(2, 4, 1, 4), 12);
  });
});

describe('the wish of the lobby', () => {
  /** The rung wished for, as a share of the ladder, in a market of one big lab and some start-ups. */
  function wish(rungs: readonly Partial<Regime>[], poor: boolean, more: Partial<RunInput> = {}): number {
    const fringe = {kind: 'startup', count: 12, compute: 23, cash: poor ? 1 : 1e5, installed: 0.4} as const;
    const input = scenario({
      days: 364,
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [developer('big', 'x', {compute: 25, installed: 0.6}), developer('small', 'x', fringe)],
      },
      policy: rungs.map((rules, n) => entry(`r${n + 1}`, ['x'], rules, {from: null, rung: n + 1})),
      ...more,
    });
    const {run, phases} = takeApart(input);
    for (const {step} of phases.steps) step();
    const rules = createRules(run);
    rules.begin();
    rules.update();
    return createLobby(run, rules)(0);
  }

  const dues = {product_cost: 8};
  const gate = regime([stage('a', {min_days: 365}), stage('public')]);

  it('is for higher fixed costs where they drive out a poor fringe, and against them where they do not', () => {
    expect(wish([dues], true)).toBe(1);
    expect(wish([dues], false)).toBe(0);
    expect(wish([dues], true, {mechanisms: {exit: false}})).toBe(0);
  });

  it('turns against what it was for when a delay falls on the one who sells most', () => {
    const free = {parameters: {'compliance.fixed': 0, 'compliance.variable': 0}};
    const threshold = {index: 'fixed', flop: 3e24} as const; // only the big lab is covered
    expect(wish([{...gate, ...dues, threshold}], true, free)).toBe(0);
    expect(wish([{...gate, ...dues, threshold, stages: [stage('public')]}], true, free)).toBe(1);
  });

  it('cares for a voluntary regime as far as developers take part', () => {
    const part = (share: number) => ({parameters: {'voluntary.participation': share}});
    expect(wish([{...dues, binding: 'voluntary'}], true, part(1))).toBe(1);
    expect(wish([{...dues, binding: 'voluntary'}], true, part(0))).toBe(0);
  });

  it('is for the rung that pays best, not the highest: a fringe spared by relief drives nobody', () => {
    expect(wish([dues, {product_cost: 5000}], true)).toBe(0.5);
    const spared = {parameters: {'compliance.small_revenue': 200}}; // all but the big lab
    expect(wish([{...dues, relief: 1}], true, spared)).toBe(0);
  });
});
