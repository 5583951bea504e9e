import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';
import {SPENDS} from './lead.ts';
import {race} from './race.ts';

const DAYS = 365.25;

/** Imitation in the market: whoever did better is copied more often. */
export interface Copying {
  /** Adds the last step's profit to what each developer has earned since it last looked around. */
  book(): void;
  /** Lets each racing developer look at one other of its kind, and perhaps take over its choice of spending. */
  copy(prize: number, choiceOf: (row: number) => number, choose: (row: number, choice: number) => void): void;
}

/**
 * Makes imitation by pairwise comparison: i takes over j's spending with chance 1 / (1 + exp(-beta (pi_j - pi_i))), pi
 * the profit since the last planning date over the prize; with a small chance it chooses at random instead.
 *
 * Reads margin, compliance, fines, liability. Draws a partner, a comparison and a mutation per developer and date.
 */
export function createCopying(run: Run, races: readonly boolean[]): Copying {
  const {world, clock} = run;
  const {developers} = world;
  const strength = run.number('race.imitation_strength');
  const mutation = run.number('race.mutation');
  const own = developers.extend({
    earned: 'f64', // USD M since it last looked around
    days: 'f64', // since then
    profit: 'f64', // over the prize, at the planning date
    choice: 'i32', // at the planning date, before anybody moved
  });

  /**
   * One other developer of a kind, all equally likely: the one whose id hashes lowest under `salt`, so that a newcomer
   * takes over only the looks that fall on it. Its row, or -1 if there is none.
   */
  function partnerOf(row: number, salt: number): number {
    const {kind} = developers.column;
    let partner = -1;
    let least = 4294967296;
    for (let n = 0; n < developers.liveCount; n++) {
      const other = developers.live[n];
      if (other === row || kind[other] !== kind[row]) continue;
      const key = scramble(developers.idLow[other] ^ salt);
      if (key >= least) continue;
      least = key;
      partner = other;
    }
    return partner;
  }

  function look(row: number, choose: (row: number, choice: number) => void): void {
    const {profit, choice} = own.column;
    const draws = run.draws.at(developers.idLow[row], developers.idHigh[row], clock.tick, race.decisions.imitation);
    const salt = draws.word();
    const copies = draws.uniform();
    const mutates = draws.uniform();
    const anew = draws.uniform();
    if (mutates < mutation) {
      choose(row, Math.floor(anew * SPENDS));
      return;
    }
    const partner = partnerOf(row, salt);
    if (partner < 0 || choice[partner] === choice[row]) return;
    if (copies < 1 / (1 + exp(-strength * (profit[partner] - profit[row])))) choose(row, choice[partner]);
  }

  return {
    book() {
      const {margin, compliance, fines, liability} = developers.column;
      const {earned, days} = own.column;
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        earned[row] += margin[row] - compliance[row] - fines[row] - liability[row];
        days[row] += clock.to - clock.from;
      }
    },
    copy(prize, choiceOf, choose) {
      const {earned, days, profit, choice} = own.column;
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        profit[row] = days[row] > 0 ? ((earned[row] / days[row]) * DAYS) / prize : 0;
        choice[row] = choiceOf(row);
        earned[row] = 0;
        days[row] = 0;
      }
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (races[developers.column.kind[row]]) look(row, choose);
      }
    },
  };
}

/** Spreads the bits of an int32 over 0 to 2^32 - 1. */
function scramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
