import {EVALUATOR_ACCESS} from '../input.ts';
import type {ActiveRegime, Stage} from '../world.ts';

/** What new rules ask of a release that it has from its clearance under old ones: stages, as bits. */
export interface Held {
  readonly work: number; // tests and reviews done
  readonly decisions: number; // approvals and sign-off given on leaving
}

/** Nothing held: every duty must be done. */
export const NOTHING: Held = {work: 0, decisions: 0};

const depth = ({evaluator_access}: Stage): number => EVALUATOR_ACCESS.indexOf(evaluator_access);

/** Whether what was done in a stage is at least what another one asks. */
const covers = (done: Stage, asked: Stage): boolean =>
  done.min_days >= asked.min_days &&
  done.evaluations >= asked.evaluations &&
  (asked.evaluations === 0 || depth(done) >= depth(asked)) &&
  (done.checks || !asked.checks);

/**
 * Finds what a release keeps when rules that cover stock replace those it was cleared under: a stage of the same id, if
 * the new rules ask no more of it than the old ones did.
 *
 * `completed`: stages that it completed under the old rules, as bits.
 */
export function heldUnder(old: ActiveRegime, completed: number, rules: ActiveRegime): Held {
  let work = 0;
  let decisions = 0;
  for (let k = 0; k < rules.stages.length - 1; k++) {
    const asked = rules.stages[k];
    const was = old.stages.findIndex(({id}) => id === asked.id);
    if (was < 0 || was === old.stages.length - 1 || (completed & (1 << was)) === 0) continue;
    const done = old.stages[was];
    if (!covers(done, asked)) continue;
    work |= 1 << k;
    const signed = old.stages[was + 1].sign_off && old.strictness >= rules.strictness;
    if (done.approvals >= asked.approvals && (signed || !rules.stages[k + 1].sign_off)) decisions |= 1 << k;
  }
  return {work, decisions};
}

/** Whether nothing is left to do under the rules. */
export function isAllHeld({work, decisions}: Held, rules: ActiveRegime): boolean {
  const all = (1 << (rules.stages.length - 1)) - 1;
  return work === all && decisions === all;
}
