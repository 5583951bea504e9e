import type {Run} from '../mechanism.ts';
import {solveImitationRace} from './imitation-race.ts';
import {type Information, solveSafetyRace} from './safety-race.ts';

/** What the textbook race yields by itself; NaN where the game has no such thing. */
export interface RaceAlone {
  readonly winnerSafety: number;
  readonly unsafeShare: number;
  readonly residual: number; // share of the prize
  readonly welfare: number; // share of the prize
}

/** Solves the textbook race of the scenario: equilibrium under best replies, long run under imitation. */
export function raceAlone(run: Run): RaceAlone {
  if (run.choice('race.rule') === 'best_reply') {
    const {winnerSafety, residual, welfare} = solveSafetyRace({
      teams: run.number('race.teams'),
      enmity: run.number('race.enmity'),
      spread: run.number('race.capability_spread'),
      information: run.choice('race.information') as Information,
    });
    return {winnerSafety, unsafeShare: NaN, residual, welfare};
  }
  const setback = run.number('race.setback_probability');
  const {unsafeShare, welfare} = solveImitationRace({
    rounds: run.number('race.rounds'),
    prize: run.number('race.prize'),
    benefit: run.number('race.benefit'),
    safetyCost: run.number('race.safety_cost'),
    speedAdvantage: run.number('race.speed_advantage'),
    setback,
    foundOut: run.number('race.found_out'),
    sanction: run.number('race.sanction'),
    population: run.number('race.population'),
    strength: run.number('race.imitation_strength'),
  });
  return {winnerSafety: 1 - unsafeShare * setback, unsafeShare, residual: NaN, welfare};
}
