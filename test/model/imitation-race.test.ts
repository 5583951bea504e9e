import {describe, expect, it} from 'vitest';
import {type ImitationRace, payoffsOf, solveImitationRace} from '../../src/model/mechanisms/imitation-race.ts';

const base: ImitationRace = {
  rounds: 100,
  prize: 10_000,
  benefit: 4,
  safetyCost: 1,
  speedAdvantage: 1.5,
  setback: 0.5,
  foundOut: 0.1,
  sanction: 0,
  population: 50,
  strength: 0.01,
};

/** First chance of a setback at which `turned` holds, by halving; it must hold for all larger ones. */
function switchAt(turned: (setback: number) => boolean): number {
  let [low, high] = [0, 1];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (turned(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Stationary share of unsafe of the full chain with mutations, by detailed balance of its birth-death steps. */
function fullChain(race: ImitationRace, mutation: number): number {
  const {population: Z, strength} = race;
  const pay = payoffsOf(race);
  const meanOf = (self: number, mine: number, other: number, others: number) =>
    (mine * self + other * others) / (Z - 1);
  const copies = (gain: number) => 1 / (1 + Math.exp(-strength * gain));
  const up = (k: number): number => {
    const gain =
      k === 0
        ? 0
        : meanOf(pay.unsafeUnsafe, k - 1, Z - k, pay.unsafeSafe) - meanOf(pay.safeSafe, Z - k - 1, k, pay.safeUnsafe);
    return ((Z - k) / Z) * (((1 - mutation) * k * copies(gain)) / (Z - 1) + mutation / 2);
  };
  const down = (k: number): number => {
    const gain =
      k === Z
        ? 0
        : meanOf(pay.safeSafe, Z - k - 1, k, pay.safeUnsafe) - meanOf(pay.unsafeUnsafe, k - 1, Z - k, pay.unsafeSafe);
    return (k / Z) * (((1 - mutation) * (Z - k) * copies(gain)) / (Z - 1) + mutation / 2);
  };
  const logs = [0];
  for (let k = 1; k <= Z; k++) logs.push(logs[k - 1] + Math.log(up(k - 1) / down(k)));
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.reduce((sum, weight, k) => sum + (weight * k) / Z, 0) / total;
}

describe('the imitation race', () => {
  it('turns from socially unsafe to safe at a setback of 1 - 1/s (long races)', () => {
    for (const [s, line] of [
      [1.5, 1 / 3],
      [2, 1 / 2],
      [3, 2 / 3],
    ]) {
      const at = switchAt((setback) => {
        const {welfareSafe, welfareUnsafe} = solveImitationRace({...base, speedAdvantage: s, setback});
        return welfareSafe > welfareUnsafe;
      });
      expect(Math.abs(at - line)).toBeLessThan(0.02);
    }
  });

  it('lets unsafe spread beyond that line, up to risk dominance at 1 - 1/(3s): the dilemma', () => {
    for (const s of [1.5, 2, 3]) {
      // Risk dominance in a large population with a prize that dwarfs the benefit of a round.
      const large = {...base, prize: 1e6, population: 500, strength: 1e-4, speedAdvantage: s};
      const at = switchAt((setback) => solveImitationRace({...large, setback}).unsafeShare < 0.5);
      expect(Math.abs(at - (1 - 1 / (3 * s)))).toBeLessThan(0.005);
      const inside = solveImitationRace({...large, setback: 1 - 1 / (2 * s)});
      expect(inside.unsafeShare).toBeGreaterThan(0.9);
      expect(inside.welfareSafe).toBeGreaterThan(inside.welfareUnsafe);
    }
  });

  it('is helped by a sanction inside the dilemma and harmed by one below it: over-regulation', () => {
    const strong = {...base, strength: 0.1, speedAdvantage: 2};
    const welfare = (setback: number, sanction: number) => solveImitationRace({...strong, setback, sanction}).welfare;
    expect(welfare(0.7, 1)).toBeGreaterThan(welfare(0.7, 0) + 0.1);
    expect(welfare(0.2, 1)).toBeLessThan(welfare(0.2, 0) - 0.1);
    expect(solveImitationRace({...strong, setback: 0.7, sanction: 1}).unsafeShare).toBeLessThan(0.01);
    // Speed does not fall below that of safe development.
    expect(payoffsOf({...strong, sanction: 1})).toEqual(payoffsOf({...strong, sanction: 5}));
  });

  it('has the stationary distribution of the full chain as mutations become rare', () => {
    for (const setback of [0.6, 0.75, 0.8, 0.9]) {
      const race = {...base, setback, population: 20, strength: 0.005};
      const {unsafeShare, unsafeFixes, safeFixes} = solveImitationRace(race);
      expect(Math.abs(fullChain(race, 1e-7) - unsafeShare)).toBeLessThan(1e-4);
      expect(unsafeFixes / (unsafeFixes + safeFixes)).toBeCloseTo(unsafeShare, 9);
    }
  });

  it('drifts without selection: a mutant fixes with 1/Z and both states are as likely', () => {
    const {unsafeShare, unsafeFixes, safeFixes} = solveImitationRace({...base, strength: 0});
    expect([unsafeShare, unsafeFixes, safeFixes]).toEqual([0.5, 1 / 50, 1 / 50]);
  });

  it('stays finite under any strength', () => {
    for (const setback of [0, 0.5, 1]) {
      const result = solveImitationRace({...base, strength: 10, population: 1000, setback});
      for (const value of Object.values(result) as number[]) expect(Number.isFinite(value)).toBe(true);
    }
  });
});
