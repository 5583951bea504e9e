import {describe, expect, it} from 'vitest';
import {type Information, type SafetyRace, solveSafetyRace} from '../../src/model/mechanisms/safety-race.ts';

// Oracle: closed forms of the race of Armstrong, Bostrom & Shulman (2016), derived on paper for each state of knowledge.

const solve = (teams: number, enmity: number, spread: number, information: Information) =>
  solveSafetyRace({teams, enmity, spread, information});

/** Nobody knows any capability: s* = min(1, mu / (n e)). */
const unknown = ({teams, enmity, spread}: SafetyRace): number => Math.min(1, spread / (teams * enmity));

/** All know all: the leader plays min(1, gap / e), and P(gap > x) = (1 - x / mu)^n. */
function known({teams, enmity, spread}: SafetyRace): number {
  const reach = Math.max(0, 1 - enmity / spread);
  return (spread / (enmity * (teams + 1))) * (1 - reach ** (teams + 1));
}

/** Each knows its own: s(c) = min(1, c / k) with k = 1 + e (n - 1), averaged over the largest of n capabilities. */
function own({teams, enmity, spread}: SafetyRace): number {
  const k = 1 + enmity * (teams - 1);
  const bound = Math.min(k / spread, 1);
  return (bound ** (teams + 1) * spread * teams) / ((teams + 1) * k) + 1 - bound ** teams;
}

const CASES = [
  [2, 1, 1],
  [5, 0.5, 1],
  [3, 1, 2],
  [5, 1, 1],
  [9, 0.7, 1],
  [2, 0.5, 4],
] as const;

describe('the safety race', () => {
  it('has the closed-form equilibrium when nobody knows any capability', () => {
    expect(
      CASES.slice(0, 4).map(([teams, enmity, spread]) => unknown({teams, enmity, spread, information: 'none'})),
    ).toEqual([0.5, 0.4, 2 / 3, 0.2]);
    for (const [teams, enmity, spread] of CASES) {
      const race = {teams, enmity, spread, information: 'none'} as const;
      const {winnerSafety, strategy, residual} = solveSafetyRace(race);
      expect(Math.abs(winnerSafety - unknown(race))).toBeLessThan(0.01);
      expect(Math.abs(strategy[0] - unknown(race))).toBeLessThan(0.01);
      expect(residual).toBeLessThan(1e-4);
    }
  });

  it('has the closed-form equilibrium when each team knows its own capability', () => {
    for (const [teams, enmity, spread] of CASES) {
      const race = {teams, enmity, spread, information: 'private'} as const;
      const {winnerSafety, strategy, residual} = solveSafetyRace(race);
      expect(Math.abs(winnerSafety - own(race))).toBeLessThan(0.01);
      expect(residual).toBeLessThan(1e-3);
      // The strategy itself, above the weakest third, whose chances are too small to matter.
      strategy.forEach((safety, k) => {
        const capability = ((k + 0.5) / strategy.length) * spread;
        if (capability < spread / 3) return;
        expect(Math.abs(safety - Math.min(1, capability / (1 + enmity * (teams - 1))))).toBeLessThan(0.05);
      });
    }
  });

  it('has the closed-form equilibrium when all capabilities are known', () => {
    for (const [teams, enmity, spread] of CASES) {
      const race = {teams, enmity, spread, information: 'public'} as const;
      const {winnerSafety, residual} = solveSafetyRace(race);
      expect(Math.abs(winnerSafety - known(race))).toBeLessThan(0.01);
      expect(residual).toBeLessThan(1e-9);
    }
  });

  it('is riskier with more teams and with more enmity, whatever is known', () => {
    for (const information of ['none', 'private', 'public'] as const) {
      const byTeams = [2, 3, 5, 9].map((teams) => solve(teams, 0.7, 1, information).winnerSafety);
      const byEnmity = [0.4, 0.6, 0.8, 1].map((enmity) => solve(5, enmity, 1, information).winnerSafety);
      for (const list of [byTeams, byEnmity]) expect(list).toEqual([...list].sort((a, b) => b - a));
    }
  });

  it('is riskier the more teams know, as published, and equally so at full enmity of either knowledge', () => {
    const risk = (information: Information, enmity: number) => 1 - solve(3, enmity, 2, information).winnerSafety;
    expect(risk('private', 0.7)).toBeGreaterThan(risk('none', 0.7) + 0.1);
    expect(risk('public', 0.7)).toBeGreaterThan(risk('none', 0.7) + 0.1);
    // Revenue equivalence of first-price and ascending auctions, which the race becomes at e = 1 while no cap binds.
    expect(Math.abs(risk('private', 1) - risk('public', 1))).toBeLessThan(0.04);
    expect(Math.abs(solve(5, 1, 1, 'private').winnerSafety - solve(5, 1, 1, 'public').winnerSafety)).toBeLessThan(
      0.005,
    );
  });

  it('pays a team its chance of winning and what it grants the others', () => {
    for (const information of ['none', 'private', 'public'] as const) {
      const {winnerSafety, welfare} = solve(4, 0.6, 1, information);
      expect(welfare).toBeCloseTo((winnerSafety * (1 + 0.4 * 3)) / 4, 9);
    }
  });

  it('is no race for a single team or without enmity', () => {
    for (const information of ['none', 'private', 'public'] as const) {
      expect(solve(1, 1, 1, information)).toMatchObject({winnerSafety: 1, welfare: 1, residual: 0});
      expect(solve(5, 0, 1, information).winnerSafety).toBeCloseTo(1, 9);
    }
  });
});
