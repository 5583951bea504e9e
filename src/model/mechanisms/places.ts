import type {ColumnsOf} from '../../engine/table.ts';
import {releaseName} from '../launch.ts';
import type {Run} from '../mechanism.ts';
import {type ActiveRegime, CLEARANCE} from '../world.ts';
import type {Held} from './held.ts';
import type {ReviewTeams} from './review-teams.ts';

/** What a release in a gate is waiting for. */
export const PHASE = {none: 0, stage: 1, decision: 2, remediation: 3} as const;

const columns = {
  phase: ['u8', 'jurisdiction'],
  pending: ['u8', 'jurisdiction'], // what must still happen before the stage can end: bits
  ticket: ['i32', 'jurisdiction'], // events that carry an older one are void
  passages: ['i32', 'jurisdiction'],
  rework: ['u8', 'jurisdiction'], // 1 in a stage that was completed before in this submission
  completed: ['i32', 'jurisdiction'], // stages completed in this submission: bits
  heldWork: ['i32', 'jurisdiction'], // stages whose work it holds from a clearance under rules before: bits
  heldDecisions: ['i32', 'jurisdiction'], // the same of approvals and sign-off
  job: ['i32', 'jurisdiction'], // row of the present passage in reviews, -1 for none
  regime: ['i32', 'jurisdiction'], // number of the regime it was submitted under
  expired: ['u8', 'jurisdiction'], // 1 where the clock of the present stage ran out
  foregone: ['f64', 'jurisdiction'], // margin, USD M per year, that waiting costs
} as const;

/** A place is a release in a jurisdiction: row x jurisdictions + jurisdiction. What a gate knows of it. */
export interface Places {
  readonly column: ColumnsOf<typeof columns>;
  releaseOf(place: number): number;
  regimeOf(place: number): ActiveRegime;
  /** Puts a place under a regime, which rules it until it is submitted anew. */
  putUnder(place: number, regime: ActiveRegime, held: Held): void;
  /** Makes a place do again what it held from a clearance before. */
  forfeit(place: number): void;
  /** Sets which segments have access. */
  grant(place: number, mask: number): void;
  /** Ends the present passage before its time: nobody waits for it any more. */
  breakOff(place: number, day: number): void;
  /** Takes a release out of the gate for good. */
  abandon(place: number, day: number): void;
  /** Tells the trace. */
  note(place: number, day: number, what: string, detail?: Record<string, number | string>): void;
  clear(): void;
}

/** Makes the places of a world. Writes clearance and access of releases. Draws nothing. */
export function createPlaces(run: Run, teams: ReviewTeams): Places {
  const {world} = run;
  const {releases} = world;
  const width = world.jurisdictions.length;
  const {column} = releases.extend(columns);
  const regimes: ActiveRegime[] = [];

  const releaseOf = (place: number): number => Math.floor(place / width);

  function note(place: number, day: number, what: string, detail?: Record<string, number | string>): void {
    run.trace?.({
      day,
      what,
      who: releaseName(world, releaseOf(place)),
      where: world.jurisdictions[place % width],
      ...(detail ? {detail} : {}),
    });
  }

  function grant(place: number, mask: number): void {
    const {access, developer, evading} = releases.column;
    access[place] = mask | evading[place];
    run.market.accessChanged(developer[releaseOf(place)], place % width);
  }

  function breakOff(place: number, day: number): void {
    const job = column.job[place];
    if (job < 0 || releases.column.clearance[place] !== CLEARANCE.gate) return;
    teams.withdraw(job);
    const {left, withdrawn} = world.reviews.column;
    if (Number.isNaN(left[job]) && Number.isNaN(withdrawn[job])) withdrawn[job] = day;
  }

  return {
    breakOff,
    column,
    releaseOf,
    regimeOf: (place) => regimes[column.regime[place]],
    putUnder(place, regime, held) {
      if (!regimes.includes(regime)) regimes.push(regime);
      column.regime[place] = regimes.indexOf(regime);
      column.job[place] = -1;
      column.completed[place] = held.work;
      column.heldWork[place] = held.work;
      column.heldDecisions[place] = held.decisions;
    },
    forfeit(place) {
      column.heldWork[place] = 0;
      column.heldDecisions[place] = 0;
    },
    grant,
    abandon(place, day) {
      breakOff(place, day);
      releases.column.evading[place] = 0;
      releases.column.clearance[place] = CLEARANCE.abandoned;
      releases.column.leftGate[place] = day;
      column.phase[place] = PHASE.none;
      column.ticket[place]++;
      grant(place, 0);
      note(place, day, 'abandoned');
    },
    note,
    clear() {
      regimes.length = 0;
    },
  };
}
