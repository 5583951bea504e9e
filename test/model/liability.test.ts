import {describe, expect, it, vi} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {limitedSeverity, meanSeverity} from '../../src/model/mechanisms/severity.ts';
import {developer, jurisdiction, meanOf, scenario, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

/** One lab in one market, two years; every incident leads to a claim that is settled at once. */
function liable(parameters: RunInput['parameters'], more: Partial<RunInput> = {}): RunInput {
  return scenario({
    days: 728,
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [
        developer('a', 'x', {cash: 1e6, installed: 0.4}),
        developer('b', 'x', {cash: 1e6, installed: 0.4, kind: 'startup'}),
      ],
    },
    mechanisms: {entry: false, exit: false, funding: false},
    parameters: {
      'liability.detection': 1,
      'liability.damages_multiple': 1,
      'liability.insured': 0,
      'liability.lag_days': 0,
      'severity.cap': 100,
      ...parameters,
    },
    ...more,
  });
}

interface Bill {
  readonly harm: number; // USD M, of all incidents
  readonly paid: number; // USD M
  readonly expected: number; // USD M
  readonly price: number; // at the end
  readonly worst: number; // largest departure of the sum of all accounts from 0, share of the turnover
}

function play(input: RunInput, replicate = 0): Bill {
  const parts = takeApart(input, '1', replicate);
  const {developers, incidents} = parts.run.world;
  let paid = 0;
  let expected = 0;
  let turnover = 0;
  let worst = 0;
  parts.play(() => {
    let cash = 0;
    for (let row = 0; row < developers.rows; row++) {
      paid += developers.column.liability[row];
      expected += (developers.column.expectedLiability[row] * 7) / 365.25;
      turnover += developers.column.revenue[row];
      cash += developers.column.cash[row];
    }
    const {customers, suppliers, regulators, investors} = parts.phases.ledger;
    worst = Math.max(worst, Math.abs(cash + customers + suppliers + regulators + investors) / (turnover + 1));
  });
  let harm = 0;
  for (let row = 0; row < incidents.rows; row++) harm += incidents.column.severity[row];
  return {harm, paid, expected, price: developers.column.price[0], worst};
}

describe('liability', () => {
  it('makes a rich developer pay exactly the harm when every claim succeeds (Pigou)', () => {
    const {harm, paid, worst} = play(liable({}));
    expect(harm).toBeGreaterThan(10);
    expect(paid / harm).toBeCloseTo(1, 9);
    expect(worst).toBeLessThan(1e-9); // double entry: all accounts sum to zero
  });

  it('pays in proportion to its multiple, and nothing when switched off', () => {
    // Damages come from the same incidents only while prices and safety do not answer to them.
    const fixed = {mechanisms: {entry: false, exit: false, funding: false, prices: false, race: false}};
    const once = play(liable({}, fixed));
    const half = play(liable({'liability.damages_multiple': 0.5}, fixed));
    expect(half.paid / once.paid).toBeCloseTo(0.5, 9);
    expect(play(liable({}, {mechanisms: {...fixed.mechanisms, liability: false}})).paid).toBe(0);
  });

  it('is expected about as it comes, from the first day on', () => {
    // Oracle: actuarial fairness. From the first day on, before any claim was seen: loud defects are found and patched
    // within weeks, drift does not show before a year.
    const runs = Array.from({length: 80}, (_, replicate) => play(liable({'severity.cap': 1}, {days: 1092}), replicate));
    const paid = meanOf(runs.map((run) => run.paid));
    const expected = meanOf(runs.map((run) => run.expected));
    const ratio = paid / expected;
    const error = Math.sqrt(meanOf(runs.map((run) => (run.paid - ratio * run.expected) ** 2)) / runs.length) / expected;
    expect(error).toBeLessThan(0.06);
    // Known excess: some 13 % more is expected than comes (400 runs). Silence about drift teaches nothing, and early claims
    // weigh twice, in findings and in experience; how much is due to either is not known.
    expect(ratio).toBeGreaterThan(0.87 - 2 * error);
    expect(ratio).toBeLessThan(1 + 2 * error);
  });

  it('raises the price of who can pay and moves nothing of who cannot (Shavell 1986)', () => {
    const poor = {
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [developer('a', 'x', {cash: 0, installed: 0.4}), developer('b', 'x', {cash: 0, installed: 0.4})],
      },
      mechanisms: {entry: false, exit: false, funding: false, research: false},
    };
    const heavy = {'liability.damages_multiple': 50};
    const none = {'liability.damages_multiple': 0};
    const broke = {'accounts.overhead.lab': 1e6}; // spends all it earns
    expect(play(liable(heavy)).price).toBeGreaterThan(play(liable(none)).price * 1.001);
    const [with_, without] = [play(liable({...heavy, ...broke}, poor)), play(liable({...none, ...broke}, poor))];
    expect(with_.harm).toBeGreaterThan(1);
    expect(with_.paid).toBe(0);
    expect(with_.price).toBe(without.price);
  });

  it('reaches the penniless through mandatory insurance', () => {
    const broke = {'accounts.overhead.lab': 1e6, 'accounts.overhead.startup': 1e6, 'liability.damages_multiple': 50};
    const uninsured = play(liable(broke));
    const insured = play(liable({...broke, 'liability.insured': 1}));
    expect(insured.price).toBeGreaterThan(uninsured.price);
  });
});

describe('the part of a harm that assets can pay', () => {
  it.each([0.7, 1, 1.3, 2.5])(
    'is the mean severity for boundless assets and the assets for tiny ones, alpha %d',
    (alpha) => {
      const {run} = takeApart(scenario({parameters: {'severity.alpha': alpha, 'severity.cap': 1000}}));
      const limited = limitedSeverity(run);
      expect(limited(1000)).toBeCloseTo(meanSeverity(run), 9);
      expect(limited(1e9)).toBeCloseTo(meanSeverity(run), 9);
      expect(limited(0.01)).toBe(0.01);
      // Oracle: the midpoint rule on the survival function.
      const survival = (x: number): number => {
        if (x < 0.1) return 1;
        const edge = (0.1 / 1000) ** alpha;
        return ((0.1 / x) ** alpha - edge) / (1 - edge);
      };
      const n = 400_000;
      let integral = 0;
      for (let i = 0; i < n; i++) integral += (survival(((i + 0.5) / n) * 20) * 20) / n;
      expect(limited(20) / integral).toBeCloseTo(1, 4);
    },
  );
});
