import {bernoulli} from '../../numeric/distributions.ts';
import {exp} from '../../numeric/exp.ts';
import {KINDS} from '../input.ts';
import type {Playing, Run} from '../mechanism.ts';
import {createCopying} from './copying.ts';
import {createLead, nearestChoice, spendAt, SPENDS} from './lead.ts';
import {createPerceivedReview} from './perceived-review.ts';
import {race} from './race.ts';
import {type RaceAlone, raceAlone} from './race-alone.ts';
import {createRivals} from './rivals.ts';

const DAYS = 365.25;
const EPOCH_DAYS = 28; // safety spending is planned every four weeks
const PASSES = 8; // of best replies in a planning epoch
const STRIDE = SPENDS + 1; // weights of a developer: at every choice, then at its present spending
const PRESENT = SPENDS;

/** Kinds that choose their safety spending; the others keep what the scenario gives them. */
export const RACING: readonly boolean[] = KINDS.map((kind) => kind === 'lab' || kind === 'startup');

/** What a planning epoch of the race came to. */
export interface RaceEpoch {
  readonly day: number;
  readonly prize: number; // USD M per year
  readonly residual: number; // most that one developer could still gain by another choice, over the prize
  readonly welfare: number; // mean payoff of those who choose, over the prize
}

/** What outcomes may read of the race. */
export interface RaceLog {
  readonly epochs: RaceEpoch[];
  /** The textbook game, where the scenario asks for the race alone. */
  readonly alone: RaceAlone | null;
}

/**
 * Plays the choice of safety spending.
 *
 * Every planning epoch labs and start-ups choose in turn the spending with the best payoff against what they believe
 * the others do, until nobody moves; or each may copy a rival that did better. Reads margin, rd, research, capability,
 * regimes, reviews, expectedLiability. Writes safetySpend, safety. Draws a disclosure per developer, and under imitation
 * a partner, a comparison and a mutation per developer and epoch.
 */
export function playRace(run: Run): {log: RaceLog; playing: Playing; book: Playing} {
  const epochs: RaceEpoch[] = [];
  const alone = run.on('race') && run.number('race.alone') === 1 ? raceAlone(run) : null;
  const log: RaceLog = {epochs, alone};
  if (!run.on('race') || alone) return {log, playing: {}, book: {}};

  const {world, clock} = run;
  const {developers} = world;
  const information = run.choice('race.information');
  const imitates = run.choice('race.rule') === 'imitation';
  const others = 1 - run.number('race.enmity'); // worth of another's lead
  const prizeShare = run.number('race.prize_share');
  const horizon = run.number('race.horizon');
  const discloses = run.number('race.disclosed');
  const efficiency = run.number('safety.efficiency');
  const spends = Float64Array.from({length: SPENDS}, (_, choice) => spendAt(choice));
  const safeties = spends.map((spend) => 1 - exp(-efficiency * spend));
  const own = developers.extend({
    asked: 'u8', // whether disclosure has been drawn
    discloses: 'u8',
    reports: 'u8', // a rule makes its capability public
    atRisk: 'f64', // expected damages and rollbacks without safety, USD M per year
    rd: 'f64', // R&D, USD M per year
  });
  const lead = createLead(run);
  const review = createPerceivedReview(run);
  const copying = createCopying(run, RACING);
  const rivals = createRivals(run, (row) => own.column.discloses[row] === 1 || own.column.reports[row] === 1);
  // What a kind's members expect on average at each choice, where none knows its own capability.
  const blind = KINDS.map(() => new Float64Array(SPENDS));
  let weights = new Float64Array(0); // by row, STRIDE each
  let prize = 0; // USD M per year
  let nextEpoch = EPOCH_DAYS; // before it nobody has sold anything

  /** Share of the prize that a developer of this weight and safety expects against the rivals it faces. */
  const prospect = (weight: number, safety: number): number => {
    const all = weight + rivals.weight;
    return all > 0 ? (weight * safety + others * rivals.safe) / all : safety;
  };

  /** The choice nearest to a developer's spending. */
  const choiceOf = (row: number): number => nearestChoice(developers.column.safetySpend[row]);

  function payoff(row: number, choice: number): number {
    const {safety, safetySpend, kind} = developers.column;
    const s = choice === PRESENT ? safety[row] : safeties[choice];
    const x = choice === PRESENT ? safetySpend[row] : spends[choice];
    const share =
      information === 'none'
        ? blind[kind[row]][choice === PRESENT ? choiceOf(row) : choice]
        : prospect(weights[row * STRIDE + choice], s);
    return prize * share - (1 - s) * own.column.atRisk[row] - own.column.rd[row] * x;
  }

  /** The mean prospect over a kind's members: one's own capability may be any of theirs. */
  function lookBlindly(): void {
    const {kind, safety} = developers.column;
    for (let k = 0; k < KINDS.length; k++) {
      if (!RACING[k]) continue;
      blind[k].fill(0);
      let members = 0;
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (kind[row] !== k) continue;
        if (members === 0) rivals.facing(row, weights[row * STRIDE + PRESENT], safety[row]);
        members++;
        for (let choice = 0; choice < SPENDS; choice++) {
          blind[k][choice] += prospect(weights[row * STRIDE + choice], safeties[choice]);
        }
      }
      for (let choice = 0; choice < SPENDS; choice++) blind[k][choice] /= Math.max(members, 1);
    }
  }

  /** Sizes up the contest as it stands. */
  function look(): void {
    const {kind, margin, rd, safety, expectedLiability} = developers.column;
    const perYear = DAYS / (clock.to - clock.from); // the columns are of the last step, which is as long
    if (weights.length < developers.rows * STRIDE) weights = new Float64Array(2 * developers.rows * STRIDE);
    lead.look();
    review.look();
    rivals.clear();
    prize = 0;
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      if (margin[row] > 0) prize += margin[row];
      if (information === 'private') inform(row);
      own.column.rd[row] = rd[row] * perYear;
      const damages = safety[row] < 1 ? expectedLiability[row] / (1 - safety[row]) : 0;
      own.column.atRisk[row] = damages + review.rollbacks(row);
      lead.weigh(row, RACING[kind[row]], weights, row * STRIDE);
      rivals.count(row, weights[row * STRIDE + PRESENT], safety[row], 1);
    }
    // What leads at the horizon wins the market of that day.
    prize *= prizeShare * perYear * exp(run.market.growth() * horizon);
  }

  function inform(row: number): void {
    const {column} = own;
    if (column.asked[row] === 0) {
      column.asked[row] = 1;
      const draws = run.draws.at(developers.idLow[row], developers.idHigh[row], 0, race.decisions.disclosure);
      column.discloses[row] = bernoulli(draws, discloses) ? 1 : 0;
    }
    column.reports[row] = review.reports(row) ? 1 : 0;
  }

  /** Sets a developer's spending to a choice and lets the others' beliefs follow. */
  function choose(row: number, choice: number): void {
    const {safetySpend, safety} = developers.column;
    const present = row * STRIDE + PRESENT;
    rivals.count(row, weights[present], safety[row], -1);
    safetySpend[row] = spends[choice];
    safety[row] = safeties[choice];
    weights[present] = weights[row * STRIDE + choice];
    rivals.count(row, weights[present], safety[row], 1);
  }

  /** The choice with the best payoff, or PRESENT if none beats it. The busiest loop of the race, hence so plain. */
  function bestChoice(row: number): number {
    const risk = own.column.atRisk[row];
    const rd = own.column.rd[row];
    const {weight: field, safe} = rivals;
    const base = row * STRIDE;
    let best = payoff(row, PRESENT);
    let at = PRESENT;
    if (information === 'none') {
      const shares = blind[developers.column.kind[row]];
      for (let choice = 0; choice < SPENDS; choice++) {
        const value = prize * shares[choice] - (1 - safeties[choice]) * risk - rd * spends[choice];
        if (value <= best) continue;
        best = value;
        at = choice;
      }
      return at;
    }
    const granted = others * safe;
    for (let choice = 0; choice < SPENDS; choice++) {
      const s = safeties[choice];
      const weight = weights[base + choice];
      const all = weight + field;
      const share = all > 0 ? (weight * s + granted) / all : s;
      const value = prize * share - (1 - s) * risk - rd * spends[choice];
      if (value <= best) continue;
      best = value;
      at = choice;
    }
    return at;
  }

  /** The best choice within reach of single improving steps from the present one. */
  function betterChoice(row: number): number {
    const start = choiceOf(row);
    let at = start;
    let best = payoff(row, PRESENT);
    for (const step of [-1, 1]) {
      if (at !== start) break;
      for (let next = start + step; next >= 0 && next < SPENDS; next += step) {
        const value = payoff(row, next);
        if (value <= best) break;
        best = value;
        at = next;
      }
    }
    return at === start ? PRESENT : at;
  }

  /**
   * Asks everybody for its best reply in turn; returns the largest gain, USD M per year. Once everybody has looked at
   * all choices, what the others changed meanwhile calls for small steps only.
   */
  function reply(everywhere: boolean, moves: boolean): number {
    const {kind, safety} = developers.column;
    let most = 0;
    if (information === 'none') lookBlindly();
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      if (!RACING[kind[row]]) continue;
      rivals.facing(row, weights[row * STRIDE + PRESENT], safety[row]);
      const choice = everywhere ? bestChoice(row) : betterChoice(row);
      if (choice === PRESENT) continue;
      most = Math.max(most, payoff(row, choice) - payoff(row, PRESENT));
      if (moves) choose(row, choice);
    }
    return most;
  }

  function meanPayoff(): number {
    const {kind, safety} = developers.column;
    let total = 0;
    let racing = 0;
    if (information === 'none') lookBlindly();
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      if (!RACING[kind[row]]) continue;
      rivals.facing(row, weights[row * STRIDE + PRESENT], safety[row]);
      total += payoff(row, PRESENT);
      racing++;
    }
    return racing > 0 ? total / racing : 0;
  }

  function plan(): void {
    look();
    if (!(prize > 0)) return; // nothing to win
    if (imitates) copying.copy(prize, choiceOf, choose);
    else for (let pass = 0; pass < PASSES && reply(pass === 0, true) > 0; pass++);
    const gain = reply(true, false);
    epochs.push({day: clock.from, prize, residual: gain / prize, welfare: meanPayoff() / prize});
  }

  const playing: Playing = {
    begin() {
      epochs.length = 0;
      nextEpoch = EPOCH_DAYS;
    },
    step() {
      if (clock.from < nextEpoch) return;
      nextEpoch += EPOCH_DAYS;
      plan();
    },
  };
  return {log, playing, book: imitates ? {step: () => copying.book()} : {}};
}
