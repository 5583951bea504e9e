import type {Run} from '../mechanism.ts';
import {CLEARANCE} from '../world.ts';
import type {Places} from './places.ts';
import {createSignOff} from './sign-off.ts';
import type {SubmissionChoice} from './submission.ts';

/** What is decided about a place at the end of a stage, by the authority and by the developer. */
export interface Verdict {
  /** Official decisions that a place must wait for when it leaves stage `k`. */
  decisions(place: number, k: number): number;
  /** Whether the authority lets it into the next stage. */
  passes(place: number, day: number): boolean;
  /** Whether an authority was forced to decide because its clock ran out. */
  isForced(place: number): boolean;
  /** Whether its developer goes on from a stage, after a delay of so many days. */
  goesOn(place: number, stage: number, delay: number, day: number): boolean;
}

/**
 * Makes decisions about places.
 *
 * A statutory clock that ran out lets the next stage begin without approval or sign-off (deemed cleared), or makes the
 * authority sign off at once on what it knows (forced decision). Reads places, findings and effort. Draws nothing.
 */
export function createVerdict(run: Run, places: Places, choice: SubmissionChoice): Verdict {
  const {world} = run;
  const {releases} = world;
  const width = world.jurisdictions.length;
  const signOff = createSignOff(run);
  const abandons = run.on('abandonment');

  const isForced = (place: number): boolean =>
    places.column.expired[place] === 1 && places.regimeOf(place).on_expiry === 'forced_decision';

  return {
    isForced,
    decisions(place, k) {
      const {stages} = places.regimeOf(place);
      if (places.column.expired[place] === 1) return 0;
      return stages[k].approvals + (stages[k + 1].sign_off ? 1 : 0);
    },
    passes(place, day) {
      const {stages, strictness} = places.regimeOf(place);
      const release = places.releaseOf(place);
      const next = stages[releases.column.stage[place] + 1];
      if (places.column.expired[place] === 1 ? !isForced(place) : !next.sign_off) return true;
      if (signOff.passes(release, strictness)) return true;
      places.note(place, day, 'sign-off refused', {expected_harm: signOff.expectedHarm(release)});
      return false;
    },
    goesOn(place, stage, delay, day) {
      if (!abandons) return true;
      const release = places.releaseOf(place);
      const j = place % width;
      const {developer, clearance} = releases.column;
      const newest = world.developers.column.latest[developer[release]];
      // A newer release in the same gate is ahead of one that starts again.
      if (delay > 0 && newest !== release && clearance[newest * width + j] === CLEARANCE.gate) return false;
      const regime = places.regimeOf(place);
      const wait = delay + choice.daysToClear(regime, j, stage, places.column.completed[place]);
      return choice.pays(release, j, regime, stage, wait, NaN, day);
    },
  };
}
