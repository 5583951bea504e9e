import {exp} from '../../numeric/exp.ts';

/** The race of Han, Pereira, Santos & Lenaerts (2020): two strategies, copied from whoever does better. */
export interface ImitationRace {
  readonly rounds: number; // W: rounds of safe development to the prize
  readonly prize: number; // B, units of payoff
  readonly benefit: number; // b: benefit of a round, shared by progress
  readonly safetyCost: number; // c: cost of safety in a round
  readonly speedAdvantage: number; // s: progress of unsafe relative to safe
  readonly setback: number; // p_r: chance that an unsafe winner loses all
  readonly foundOut: number; // chance in a round that unsafe work is found out and loses the round's benefit
  readonly sanction: number; // taken off the speed of the unsafe, which stays at least 1
  readonly population: number; // Z >= 2
  readonly strength: number; // beta of imitation, per unit of payoff
}

/** Mean payoffs per round of the row strategy against the column one. */
export interface Payoffs {
  readonly safeSafe: number;
  readonly safeUnsafe: number;
  readonly unsafeSafe: number;
  readonly unsafeUnsafe: number;
}

/** Long-run state of the population when mutations are rare. */
export interface ImitationOutcome {
  readonly unsafeShare: number; // share of time in which all are unsafe
  readonly unsafeFixes: number; // chance that one unsafe mutant takes over a safe population
  readonly safeFixes: number; // the reverse
  readonly welfareSafe: number; // mean payoff over the prize of a round, B / W, when all are safe
  readonly welfareUnsafe: number; // and when all are unsafe
  readonly welfare: number; // weighted by the time spent in the two states
}

/** Payoffs of a pair, averaged over the rounds that the race takes. At equal speed the two share the prize. */
export function payoffsOf(race: ImitationRace): Payoffs {
  const {rounds, prize, benefit, safetyCost, foundOut} = race;
  const s = Math.max(race.speedAdvantage - race.sanction, 1);
  const survives = 1 - race.setback;
  const perRound = prize / rounds;
  const ahead = s > 1 ? 1 : 0.5; // share of the prize that unsafe wins from safe
  return {
    safeSafe: perRound / 2 + benefit / 2 - safetyCost,
    // While the unsafe one is found out the safe one has the round's benefit for itself.
    safeUnsafe: (1 - ahead) * perRound + (1 - foundOut) * (benefit / (s + 1)) + foundOut * benefit - safetyCost,
    unsafeSafe: survives * (ahead * s * perRound + ((1 - foundOut) * s * benefit) / (s + 1)),
    unsafeUnsafe: survives * ((s * perRound) / 2 + ((1 - foundOut * foundOut) * benefit) / 2),
  };
}

/**
 * Long run of pairwise comparison, P(i copies j) = 1 / (1 + exp(-beta (pi_j - pi_i))), with rare mutations: the
 * population is nearly always uniform, and moves between the two states with the chances of a mutant to fix.
 */
export function solveImitationRace(race: ImitationRace): ImitationOutcome {
  const {population: Z, strength} = race;
  const pay = payoffsOf(race);
  /** How much better unsafe does with k unsafe among Z, nobody playing itself. */
  const edge = (k: number): number =>
    ((k - 1) * pay.unsafeUnsafe + (Z - k) * pay.unsafeSafe - k * pay.safeUnsafe - (Z - k - 1) * pay.safeSafe) / (Z - 1);
  let pull = 0; // ln of the ratio of the two chances to fix
  for (let k = 1; k < Z; k++) pull += strength * edge(k);
  const unsafeShare = 1 / (1 + exp(-pull));
  const scale = race.prize / race.rounds;
  const welfareSafe = pay.safeSafe / scale;
  const welfareUnsafe = pay.unsafeUnsafe / scale;
  return {
    unsafeShare,
    unsafeFixes: fixation(Z, (k) => strength * edge(k)),
    safeFixes: fixation(Z, (k) => -strength * edge(Z - k)),
    welfareSafe,
    welfareUnsafe,
    welfare: unsafeShare * welfareUnsafe + (1 - unsafeShare) * welfareSafe,
  };
}

/** Chance that one mutant takes over Z - 1 others, with `drive(k)` the log odds of k mutants to grow rather than shrink. */
function fixation(Z: number, drive: (k: number) => number): number {
  let sum = 1;
  let log = 0;
  for (let k = 1; k < Z; k++) {
    log -= drive(k);
    sum += exp(log);
  }
  return 1 / sum;
}
