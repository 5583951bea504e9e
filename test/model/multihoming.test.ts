import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../../src/model/segments.ts';
import {ALONE, developer, jurisdiction, scenario, takeApart} from './support.ts';

// Oracle: the ranking of Plackett and Luce, every order of vendors gone through.

const L = 0.6;

/** A market without an outside good whose vendors differ in appeal, and in which everybody has chosen by the end. */
function market(
  appeals: readonly number[],
  m: number,
  theta: number,
): {input: RunInput; shares: () => readonly number[][]} {
  const input = scenario({
    days: 3640,
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: appeals.map((_, n) => developer(`d${n}`, 'x')),
    },
    mechanisms: {...ALONE, research: false, demand: true},
    parameters: {
      'demand.taste_spread': 0,
      'demand.quality': 0,
      'demand.nest': L,
      'demand.outside': -1000,
      'demand.switching': 0.999,
      'market.growth': 1,
      'demand.spend_tilt': theta,
      ...Object.fromEntries(SEGMENTS.map((id) => [`demand.multihoming.${id}`, m])),
    },
  });
  return {
    input,
    shares() {
      const parts = takeApart(input);
      appeals.forEach((appeal, row) => (parts.run.world.developers.column.efficiency[row] = appeal));
      parts.play();
      const share = parts.phases.market.share();
      return SEGMENTS.map((_, z) => appeals.map((__, row) => share[row * SEGMENTS.length + z]));
    },
  };
}

/** Share of spend when buyers rank vendors by Plackett and Luce and spend theta^(k-1) on the k-th of m. */
function byEnumeration(weights: readonly number[], m: number, theta: number): readonly number[] {
  const share = weights.map(() => 0);
  const go = (taken: readonly number[], probability: number): void => {
    if (taken.length === m) return;
    const left = weights.reduce((sum, w, n) => sum + (taken.includes(n) ? 0 : w), 0);
    weights.forEach((w, n) => {
      if (taken.includes(n)) return;
      share[n] += (probability * w * theta ** taken.length) / left;
      go([...taken, n], (probability * w) / left);
    });
  };
  go([], 1);
  const total = share.reduce((a, b) => a + b);
  return share.map((each) => each / total);
}

const APPEALS = [0.9, 0.4, 0.3, 0, -0.2, -0.5];
const weights = APPEALS.map((appeal) => Math.exp(appeal / L));

describe('buyers with two vendors', () => {
  it('split their spend as the enumeration of all rankings says', () => {
    const expected = byEnumeration(weights, 2, 0.6);
    for (const shares of market(APPEALS, 2, 0.6).shares())
      shares.forEach((share, n) => expect(Math.abs(share / expected[n] - 1)).toBeLessThan(1e-6));
  });
});

describe('buyers with three and more vendors', () => {
  it.each([
    [3, 0.7, 0.03],
    [3, 1, 0.03],
    [4, 0.8, 0.03],
  ])('split it so to a few per cent: m = %i, theta = %f', (m, theta, tolerance) => {
    const many = Array.from({length: 14}, (_, n) => 0.9 - 0.15 * n); // the law is one of large numbers
    const expected = byEnumeration(
      many.map((appeal) => Math.exp(appeal / L)),
      m,
      theta,
    );
    for (const shares of market(many, m, theta).shares()) {
      shares.forEach((share, n) => expect(Math.abs(share / expected[n] - 1)).toBeLessThan(tolerance));
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    }
  });

  it('spend nearly alike on all when they buy from all and theta is 1', () => {
    for (const shares of market([1, 0, -1], 3, 1).shares())
      for (const share of shares) expect(Math.abs(share - 1 / 3)).toBeLessThan(0.03);
  });
});

describe('identical vendors', () => {
  it('share spend equally however many vendors a buyer has', () => {
    for (const shares of market([0, 0, 0, 0, 0], 3, 0.5).shares())
      for (const share of shares) expect(share).toBeCloseTo(1 / 5, 9);
  });
});

describe('one vendor each', () => {
  it('is the logit', () => {
    const all = weights.reduce((a, b) => a + b);
    for (const shares of market(APPEALS, 1, 0.7).shares())
      shares.forEach((share, n) => expect(Math.abs(share / (weights[n] / all) - 1)).toBeLessThan(1e-9));
  });

  it('gives the same bits whether said by one vendor or by no spend on the second', () => {
    const run = (parameters: RunInput['parameters']): string =>
      createModel(scenario({days: 728, parameters})).run({seed: '1', replicate: 0, series: [], tables: []}).digest;
    const single = Object.fromEntries(SEGMENTS.map((id) => [`demand.multihoming.${id}`, 1]));
    expect(run({'demand.spend_tilt': 0})).toBe(run(single));
  });
});

describe('a spread of spend', () => {
  it('keeps what is spent in all, beside an outside good and over nests', () => {
    // Oracle: buyers choose whether to buy by the logit, so the shares of a cell sum to 1 less the outside share.
    const {input} = market([0, 0], 2, 0.5);
    const parts = takeApart({
      ...input,
      world: {
        ...input.world,
        developers: [developer('a', 'x'), developer('b', 'x'), developer('o', 'x', {open_weights: true})],
      },
      parameters: {...input.parameters, 'demand.outside': 0.3, 'demand.open_discount': -1},
    });
    parts.play();
    const share = parts.phases.market.share();
    const {price} = parts.run.world.developers.column;
    SEGMENTS.forEach((id, z) => {
      const pull = (lack: number, p: number): number => Math.exp((lack - 3.5 * L * SEGMENT_PROFILES[id].price * p) / L);
      const nests = (2 * pull(0, price[0])) ** L + pull(-1, price[2]) ** L;
      const inside = nests / (nests + Math.exp(0.3));
      expect(share[z] + share[6 + z] + share[12 + z]).toBeCloseTo(inside, 9);
    });
  });
});
