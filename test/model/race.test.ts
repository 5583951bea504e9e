import {describe, expect, it, vi} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {KAPPA, labs, safetyOf, spending, unequal} from './racing.ts';
import {entry, meanOf, regime, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const DAYS = 365.25;

/** Capability that a year of full research adds, over the scale of the Gumbel noise at that horizon. */
function pace(researchNoise = 3, computeNoise = 0.15): number {
  const slope = 26 / Math.log10(4.6 * 3); // ECI per dex
  const noise = Math.hypot(researchNoise, slope * computeNoise);
  return ((slope * Math.log10(4.6)) / (noise * Math.sqrt(6))) * Math.PI;
}

describe('equal labs that know all', () => {
  // Oracle: the first-order condition of V [P s + (1 - e)(1 - P) s'] with a logit chance P to lead, by hand:
  // kappa (1 - s) = (1 - 1/n) pace e s + n R&D / V.
  it.each([
    [2, 0.7],
    [2, 1],
    [4, 0.3],
    [4, 1],
  ])('choose the safety of the symmetric equilibrium: %f labs, enmity %f', (count, enmity) => {
    const expected = KAPPA / (KAPPA + (1 - 1 / count) * enmity * pace());
    const chosen = safetyOf(labs(count, {parameters: {'race.enmity': enmity}}));
    expect(chosen).toHaveLength(count);
    for (const safety of chosen) expect(Math.abs(safety - expected)).toBeLessThan(0.015);
  });

  it('choose less the more the R&D weighs that safety takes from research', () => {
    const costly = (cost: number): RunInput => {
      const slow = {'research.cycle_days.lab': 1e5, 'research.run_cost': cost}; // no training run ends
      return labs(3, {mechanisms: {research: true}, days: 35, parameters: slow});
    };
    const parts = takeApart(costly(200_000));
    parts.play();
    const {rd, safety} = parts.run.world.developers.column;
    const weight = (3 * rd[0] * DAYS) / 7 / parts.phases.race.epochs[0].prize;
    expect(weight).toBeGreaterThan(1);
    expect(weight).toBeLessThan(KAPPA / 2);
    const expected = (KAPPA - weight) / (KAPPA + (1 - 1 / 3) * 0.7 * pace());
    expect(Math.abs(safety[0] - expected)).toBeLessThan(0.03);
    expect(safetyOf(costly(1000))[0]).toBeGreaterThan(safety[0]);
  });

  it('choose more when they expect damages, as the first-order condition says', () => {
    const input = labs(2, {parameters: {'research.noise': 1, 'research.compute_noise': 0.02}});
    const parts = takeApart(input);
    const {epochs} = parts.phases.race;
    const {column} = parts.run.world.developers;
    const part = 0.3; // of the prize, expected of a lab without safety
    parts.play(() => {
      const prize = epochs.at(-1)?.prize ?? 0;
      for (let row = 0; row < 2; row++) column.expectedLiability[row] = part * prize * (1 - column.safety[row]);
    });
    const pull = KAPPA * (0.5 + part);
    const expected = pull / (pull + 0.25 * 0.7 * pace(1, 0.02));
    expect(Math.abs(column.safety[0] - expected)).toBeLessThan(0.015);
    expect(column.safety[0]).toBeGreaterThan(safetyOf(input)[0] + 0.02);
  });

  it('choose the same when each knows no more than itself and what its kind is like: here they are all alike', () => {
    const open = safetyOf(labs(4));
    for (const information of ['private', 'none']) {
      const parameters = {'race.information': information, 'race.disclosed': 0};
      expect(safetyOf(labs(4, {parameters}))).toEqual(open);
    }
  });

  it('leave nothing to gain by another choice', () => {
    const parts = takeApart(labs(5, {mechanisms: {research: true}, days: 364}));
    parts.play();
    const {epochs} = parts.phases.race;
    expect(epochs).toHaveLength(12);
    for (const {residual} of epochs) expect(residual).toBe(0);
  });
});

const withInformation = (information: string, more: Readonly<Record<string, number | string>> = {}): RunInput =>
  unequal({parameters: {'race.information': information, ...more}});

describe('what is known of rivals', () => {
  it('acts through disclosure: nobody discloses = each knows itself alone, all disclose = all is public', () => {
    const open = spending(withInformation('public'));
    expect(spending(withInformation('private', {'race.disclosed': 1}))).toEqual(open);
    expect(spending(withInformation('private', {'race.disclosed': 0}))).not.toEqual(open);
  });

  it('makes a leader that knows of its lead safer, and one close behind it no safer than that', () => {
    const blind = spending(withInformation('private', {'race.disclosed': 0}));
    const open = spending(withInformation('public'));
    expect(open.get('ahead')).toBeGreaterThan(blind.get('ahead') ?? 1);
    expect(open.get('behind')).toBeLessThan(open.get('ahead') ?? 0);
  });

  it('lets all of a kind choose alike when none knows even itself', () => {
    const none = spending(withInformation('none'));
    expect(none.get('ahead')).toBe(none.get('behind'));
  });

  it('is made public by a rule to report, for those whom it covers', () => {
    const report = (flop: number) => [
      entry('report', ['x'], regime([], {transparency: 'report', threshold: {index: 'fixed', flop}})),
    ];
    const hidden = withInformation('private', {'race.disclosed': 0});
    const open = spending(withInformation('public'));
    expect(spending({...hidden, policy: report(0)})).toEqual(open);
    expect(spending({...hidden, policy: report(1e27)})).toEqual(spending(hidden));
  });
});

describe('reviews', () => {
  it('make developers safer, for they fear rollbacks, and the more so the more they fear', () => {
    const gate = entry('gate', ['x'], regime([stage('review', {evaluations: 1, min_days: 7}), stage('public')]));
    const feared = (count: number, policy: RunInput['policy']) =>
      meanOf(safetyOf(labs(3, {policy, parameters: {'race.rollbacks_expected': count}})));
    const without = feared(1, []);
    expect(feared(1, [gate])).toBeGreaterThan(without);
    expect(feared(2, [gate])).toBeGreaterThan(feared(1, [gate]));
    expect(feared(0, [gate])).toBe(without);
  });

  it('are feared less by those that have seen them find nothing', () => {
    const busy = {mechanisms: {research: true}, days: 2 * 364};
    const gate = entry('gate', ['x'], regime([stage('review', {evaluations: 1}), stage('public')]));
    const kept = (weight: number) =>
      meanOf(safetyOf(labs(3, {...busy, policy: [gate], parameters: {'race.rollbacks_weight': weight}})));
    expect(kept(1)).toBeLessThan(kept(1e6));
  });
});

describe('imitation in the market', () => {
  const copying = (more: Readonly<Record<string, number | string>>, days = 364): RunInput => {
    const input = labs(1, {days, parameters: {'race.rule': 'imitation', 'race.mutation': 0, ...more}});
    const [lab] = input.world.developers;
    const both = [
      {...lab, id: 'rich', compute: 25, installed: 0.9, safety_spend: 0.1},
      {...lab, id: 'poor', compute: 23, installed: 0.1, safety_spend: 0},
    ];
    return {...input, world: {...input.world, developers: both}};
  };

  it('spreads the spending of whoever earns more, when imitation is strong', () => {
    for (const seed of ['1', '2', '3', '4']) {
      expect([...spending(copying({'race.imitation_strength': 1e6}), seed).values()]).toEqual([0.1, 0.1]);
    }
  });

  it('drifts when it is weak: either may take over', () => {
    const ends = Array.from({length: 60}, (_, seed) => spending(copying({'race.imitation_strength': 0}), String(seed)));
    const [rich, poor] = [0.1, 0].map((end) => ends.filter((run) => [...run.values()].every((x) => x === end)).length);
    expect(rich + poor).toBe(60); // a year of coin tosses has settled it
    // Two labs toss a coin each at a time: both ends are as likely; 60 draws, four standard deviations.
    expect(Math.abs(rich - 30)).toBeLessThan(4 * Math.sqrt(15));
  });

  it('tries out spending at random as often as it mutates', () => {
    const always = spending(copying({'race.mutation': 1}, 35));
    expect([...always.values()].every((x) => x !== 0.1 && x !== 0)).toBe(true);
  });
});
