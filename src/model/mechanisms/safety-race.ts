import {pow} from '../../numeric/pow.ts';

/** What teams know when they choose how safe to be. */
export type Information = 'none' | 'private' | 'public';

/** Safety chosen together by teams that race, where the winner's lack of safety is everybody's disaster. */
export interface SafetyRace {
  readonly teams: number; // n >= 1
  readonly enmity: number; // e: what a team loses when another one wins safely, as a share of winning
  readonly spread: number; // mu: capability of a team is uniform on 0 to mu
  readonly information: Information;
}

/** An equilibrium of a safety race. Payoffs are shares of the prize. */
export interface RaceEquilibrium {
  readonly winnerSafety: number; // expected safety of the winner; what it lacks of 1 is the risk
  readonly welfare: number; // expected payoff of a team
  readonly residual: number; // most that a team could still gain in expectation by changing its strategy alone
  /** Safety of a team by its capability, at the middles of equal cells; empty where it depends on others' too. */
  readonly strategy: Float64Array;
}

// Longest step of safety and of capability. Best replies of teams that each know their own capability settle slower on a
// finer lattice; those of the other cases lean to the safe side by up to a step.
const STEP = {none: 0.002, private: 0.01, public: 0.002} as const;
const FEWEST = 24; // cells of capability
const ROUNDS = 3000; // of best replies, fewer on very long lattices
const WORK = 4_000_000; // scores looked at
const CLOSE = 2e-6; // share of the prize
const THIN = 1e-5; // mass of a cell below which its two ends are as good as the integral over it
const SLOWING = 0.6; // the n-th best reply moves the mean of past ones by 1 / (1 + n^0.6)

/**
 * Finds an equilibrium of the race of Armstrong, Bostrom & Shulman (2016) by best replies from full safety.
 *
 * Score is capability + 1 - safety; the top score wins; utility is 1 for winning, 1 - e for another's win, and all of it
 * is lost with probability 1 - safety of the winner. Capability and safety share one lattice, so that expected
 * utilities are exact for strategies constant on its cells.
 */
export function solveSafetyRace(race: SafetyRace): RaceEquilibrium {
  const cells = Math.max(FEWEST, Math.ceil(race.spread / STEP[race.information] - 1e-9));
  const width = race.spread / cells;
  const top = Math.ceil(1 / width - 1e-9); // highest step of safety, which is 1 itself
  if (race.teams === 1) {
    return {winnerSafety: 1, welfare: 1, residual: 0, strategy: new Float64Array(cells).fill(1)};
  }
  return race.information === 'public' ? solveKnown(race, cells, width, top) : solveHidden(race, cells, width, top);
}

/** Safety of a step; the highest is cut off at 1. */
const safetyOf = (step: number, width: number): number => Math.min(step * width, 1);

/**
 * No team knows the others' capabilities. Rivals play the mean of past best replies, newer ones weighted more; a
 * strategy enters others' utilities only through the mass and the safety that it puts on each score.
 */
function solveHidden(
  {teams, enmity, information}: SafetyRace,
  cells: number,
  width: number,
  top: number,
): RaceEquilibrium {
  const scores = cells + top; // score of cell k at step a: k - a + top
  const mass = new Float64Array(scores); // of a rival's score
  const safety = new Float64Array(scores); // the same, times the safety played there
  const strategy = new Float64Array(cells).fill(1);
  const wins = new Float64Array(scores); // chance to win with a score in the cell
  const steps = new Float64Array(scores); // chance that the best rival's score is in the cell
  const loses = new Float64Array(scores); // expected safety of the winner where another one wins
  const reply = new Int32Array(cells).fill(top);
  for (let k = 0; k < cells; k++) {
    mass[k] = 1 / cells;
    safety[k] = 1 / cells;
  }

  /** Chances against rivals that play `mass` and `safety`; both are uniform within a cell. */
  function look(): void {
    let below = 0; // share of a rival's scores below the cell
    let low = 0; // chance that all rivals' are
    for (let b = 0; b < scores; b++) {
      wins[b] = low;
      loses[b] = 0;
      if (mass[b] === 0) continue;
      const above = Math.min(below + mass[b], 1);
      const high = power(above, teams - 1);
      const within = above - below;
      wins[b] = within > THIN ? (above * high - below * low) / (teams * within) : (low + high) / 2;
      loses[b] = (safety[b] / mass[b]) * (high - wins[b]);
      steps[b] = high - low;
      below = above;
      low = high;
    }
    let after = 0; // expected safety of a winner from the cells above
    for (let b = scores - 1; b >= 0; b--) {
      loses[b] += after;
      if (mass[b] > 0) after += (safety[b] / mass[b]) * steps[b];
    }
  }

  const utility = (k: number, a: number): number => {
    const b = k - a + top;
    return wins[b] * safetyOf(a, width) + (1 - enmity) * loses[b];
  };

  /** Best safety of a team that does not know its own capability either: the mean over all cells, by a sliding sum. */
  function answerBlind(): number {
    let best = -Infinity;
    let at = 0;
    let winning = 0;
    let losing = 0;
    for (let b = 0; b < cells; b++) {
      winning += wins[b];
      losing += loses[b];
    }
    for (let a = top; a >= 0; a--) {
      const value = winning * safetyOf(a, width) + (1 - enmity) * losing;
      if (value > best) {
        best = value;
        at = a;
      }
      if (a === 0) break;
      winning += wins[cells + top - a] - wins[top - a];
      losing += loses[cells + top - a] - loses[top - a];
    }
    reply.fill(at);
    return best / cells;
  }

  /**
   * Best safety of the teams of cells `from` to `to` - 1, whose scores lie within `low` to `high`; returns the sum of
   * their utilities. More capability pays more at a higher score, so best scores rise with capability.
   */
  function answerWithin(from: number, to: number, low: number, high: number): number {
    if (from >= to) return 0;
    const k = (from + to) >> 1;
    let best = -Infinity;
    for (let a = Math.min(k + top - low, top); a >= Math.max(k + top - high, 0); a--) {
      const value = utility(k, a);
      if (value <= best) continue;
      best = value;
      reply[k] = a;
    }
    const score = k - reply[k] + top;
    return best + answerWithin(from, k, low, score) + answerWithin(k + 1, to, score, high);
  }

  /** Sets the best reply and returns its expected utility. */
  const answer = (): number => (information === 'none' ? answerBlind() : answerWithin(0, cells, 0, scores - 1) / cells);

  /** Expected utility of playing as the rivals do. */
  function played(): number {
    let total = 0;
    for (let b = 0; b < scores; b++) total += safety[b] * wins[b] + (1 - enmity) * mass[b] * loses[b];
    return total;
  }

  function move(step: number): void {
    for (let b = 0; b < scores; b++) {
      mass[b] *= 1 - step;
      safety[b] *= 1 - step;
    }
    for (let k = 0; k < cells; k++) {
      const chosen = safetyOf(reply[k], width);
      const b = k - reply[k] + top;
      mass[b] += step / cells;
      safety[b] += (step * chosen) / cells;
      strategy[k] += step * (chosen - strategy[k]);
    }
  }

  const rounds = Math.min(ROUNDS, Math.ceil(WORK / scores));
  look();
  let residual = answer() - played();
  for (let round = 1; round <= rounds && residual > CLOSE; round++) {
    move(1 / (1 + pow(round, SLOWING)));
    look();
    residual = answer() - played();
  }
  let winnerSafety = 0;
  for (let b = 0; b < scores; b++) winnerSafety += teams * safety[b] * wins[b];
  return {winnerSafety, welfare: played(), residual: Math.max(residual, 0), strategy};
}

/**
 * All capabilities are known. Only the two most capable teams matter: whoever stands further behind can pass the
 * leader only at less safety than the second. Its lead is the gap between the two largest of n uniform values,
 * P(gap > x) = (1 - x / mu)^n.
 */
function solveKnown({teams, enmity}: SafetyRace, cells: number, width: number, top: number): RaceEquilibrium {
  let winnerSafety = 0;
  let residual = 0;
  for (let gap = 0; gap <= cells; gap++) {
    const from = Math.min(Math.max(gap - 0.5, 0) / cells, 1);
    const to = Math.min((gap + 0.5) / cells, 1);
    const chance = power(1 - from, teams) - power(1 - to, teams);
    // Steps of safety of the leader and the second. Equal scores go to the leader, so it follows the second down.
    let first = top;
    let second = top;
    for (;;) {
      const passing = first - gap - 1; // safest way for the second to win
      const gain = passing < 0 ? 0 : safetyOf(passing, width) - (1 - enmity) * safetyOf(first, width);
      if (gain <= 0) break;
      second = passing;
      first = Math.min(second + gap, top);
    }
    // What the leader could add without losing; the second gains nothing by then.
    const spare = safetyOf(Math.min(second + gap, top), width) - safetyOf(first, width);
    winnerSafety += chance * safetyOf(first, width);
    residual = Math.max(residual, spare);
  }
  const welfare = (winnerSafety * (1 + (1 - enmity) * (teams - 1))) / teams;
  return {winnerSafety, welfare, residual, strategy: new Float64Array(0)};
}

/** x to a whole power n >= 0, by squaring: the same bits everywhere. */
function power(x: number, n: number): number {
  let result = 1;
  for (let base = x, left = n; left > 0; left = Math.floor(left / 2), base *= base) {
    if (left % 2 === 1) result *= base;
  }
  return result;
}
