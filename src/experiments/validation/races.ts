import {type ImitationRace, solveImitationRace} from '../../model/mechanisms/imitation-race.ts';
import {solveSafetyRace} from '../../model/mechanisms/safety-race.ts';
import type {Fact, Measured} from './fact.ts';
import {exactly} from './measure.ts';

/** Teams, enmity, spread of capability, and the safety of the no-information equilibrium: min(1, mu / (n e)). */
const POINTS = [
  [2, 1, 1, 0.5],
  [5, 0.5, 1, 0.4],
  [3, 1, 2, 0.667],
  [5, 1, 1, 0.2],
] as const;

const LONG: Omit<ImitationRace, 'speedAdvantage' | 'setback'> = {
  rounds: 100,
  prize: 1e6, // B/W far above b, the limit of the closed form
  benefit: 4,
  safetyCost: 1,
  foundOut: 0,
  sanction: 0,
  population: 100,
  strength: 0.1,
};

/** Setback probability at which society does as well safe as unsafe, by bisection. */
function socialSwitch(speedAdvantage: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 40; step++) {
    const setback = (low + high) / 2;
    const {welfareSafe, welfareUnsafe} = solveImitationRace({...LONG, speedAdvantage, setback});
    if (welfareUnsafe > welfareSafe) low = setback;
    else high = setback;
  }
  return (low + high) / 2;
}

const riskOf = (teams: number, enmity: number): number =>
  1 - solveSafetyRace({teams, enmity, spread: 1, information: 'none'}).winnerSafety;

/** Fact 4: the two races have their published equilibria. */
export const races: Fact = {
  id: 'races',
  kind: 'limit',
  plays: 0,
  title: 'The safety race and the race of imitation have their published equilibria',
  target:
    's* = min(1, mu/(n e)) at four points (.03); risk rises with teams and with enmity; society switches at p_r = 1 - 1/s (.02)',
  source: 'Armstrong, Bostrom & Shulman (2016); Han, Pereira, Santos & Lenaerts (2020)',
  async measure() {
    await Promise.resolve();
    const equilibria = POINTS.map(([teams, enmity, spread, expected]): Measured => {
      const {winnerSafety} = solveSafetyRace({teams, enmity, spread, information: 'none'});
      const what = `safety of the winner, n = ${String(teams)}, e = ${String(enmity)}, mu = ${String(spread)}`;
      return exactly({what, unit: 'share', low: expected - 0.03, high: expected + 0.03}, winnerSafety);
    });
    const rises = [
      exactly(
        {what: 'more risk with 5 teams than with 3', unit: 'share', low: 1e-6, high: 1},
        riskOf(5, 0.8) - riskOf(3, 0.8),
      ),
      exactly(
        {what: 'more risk at enmity .8 than at .5', unit: 'share', low: 1e-6, high: 1},
        riskOf(4, 0.8) - riskOf(4, 0.5),
      ),
    ];
    const switches = [1.5, 2, 3].map((s): Measured => {
      const expected = 1 - 1 / s;
      const what = `setback probability at which society switches, s = ${String(s)}`;
      return exactly({what, unit: 'probability', low: expected - 0.02, high: expected + 0.02}, socialSwitch(s));
    });
    return [...equilibria, ...rises, ...switches];
  },
};
