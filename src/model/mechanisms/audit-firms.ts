import {exponential} from '../../numeric/distributions.ts';
import {namedId} from '../../numeric/entity-id.ts';
import type {EvaluatorInput} from '../input.ts';
import type {Run} from '../mechanism.ts';
import type {AuditClients} from './audit-clients.ts';
import {evaluators} from './evaluators.ts';
import {practised} from './experience.ts';

/** An evaluator about to be founded. */
export interface EvaluatorFounding {
  readonly idLow: number;
  readonly idHigh: number;
  readonly name: string;
  readonly firm: boolean;
  readonly home: number;
  readonly teams: number;
  readonly skill: number;
  readonly integrity: number | null;
  readonly accredited: number; // day
}

/** The private evaluators as servers of one queue. */
export interface AuditFirms {
  /** Teams of accredited evaluators, those still at work for one that leaves included. */
  teams(): number;
  /** Hands a job to an evaluator with a free team. There must be one. */
  takeOn(job: number, day: number): void;
  /** Frees the team that worked on a job. */
  release(job: number, day: number): void;
  /** Working time of a job against that of a newcomer. */
  workFactor(job: number): number;
  add(founding: EvaluatorFounding): void;
  /** Lets an evaluator finish what it has begun and take no more. */
  leave(evaluator: number, day: number): void;
  /** Founds the evaluators of the scenario. */
  begin(): void;
}

const id = new Int32Array(2);

/**
 * Makes the private evaluators of a world.
 *
 * Under choice a developer keeps its evaluator while that has a team free, and avoids the one it dropped; else
 * evaluators are drawn in proportion to free teams. Reads developers. Writes evaluators, and the evaluator of reviews.
 * Draws an assignment per review, and the integrity of a firm.
 */
export function createAuditFirms(run: Run, clients: AuditClients): AuditFirms {
  const {world, clock} = run;
  const {evaluators: table, reviews, releases} = world;
  const chosen = run.choice('audit.assignment') === 'choice';
  const learning = run.number('audit.learning');
  const spread = run.number('audit.integrity');

  const isFree = (row: number): boolean => {
    const {accredited, leaving, busy, teams} = table.column;
    return accredited[row] <= clock.from && leaving[row] === 0 && busy[row] < teams[row];
  };

  /** A row drawn by free teams, without `avoided` unless it is alone; -1 when no team is free. */
  function draw(job: number, avoided: number): number {
    const {teams, busy} = table.column;
    let total = 0;
    for (let n = 0; n < table.liveCount; n++) {
      const row = table.live[n];
      if (row !== avoided && isFree(row)) total += teams[row] - busy[row];
    }
    if (total === 0) return avoided;
    const {release, jurisdiction, passage} = reviews.column;
    const draws = run.draws.at(
      releases.idLow[release[job]],
      releases.idHigh[release[job]],
      world.drawKeys[jurisdiction[job]] | passage[job],
      evaluators.decisions.assignment,
    );
    let left = Math.floor(draws.uniform() * total);
    for (let n = 0; n < table.liveCount; n++) {
      const row = table.live[n];
      if (row === avoided || !isFree(row)) continue;
      left -= teams[row] - busy[row];
      if (left < 0) return row;
    }
    return avoided;
  }

  function add(founding: EvaluatorFounding): void {
    const row = table.add(founding.idLow, founding.idHigh);
    const {column} = table;
    world.evaluatorIds[row] = founding.name;
    column.firm[row] = founding.firm ? 1 : 0;
    column.home[row] = founding.home;
    column.accredited[row] = founding.accredited;
    column.gone[row] = NaN;
    column.teams[row] = founding.teams;
    column.skill[row] = founding.skill;
    const {nature} = evaluators.decisions;
    column.integrity[row] =
      founding.integrity ?? spread * exponential(run.draws.at(founding.idLow, founding.idHigh, 0, nature));
  }

  function found(input: EvaluatorInput, n: number): void {
    const name = input.count === 1 ? input.id : `${input.id}-${n + 1}`;
    namedId(id, `evaluator ${name}`);
    add({
      idLow: id[0],
      idHigh: id[1],
      name,
      firm: input.kind === 'firm',
      home: Math.max(world.jurisdictions.indexOf(input.home), 0),
      teams: input.teams,
      skill: input.skill,
      integrity: input.integrity,
      accredited: 0,
    });
  }

  /** Closes an evaluator that has nothing left to do. */
  function close(row: number, day: number): void {
    table.column.gone[row] = day;
    table.retire(row);
  }

  return {
    teams() {
      const {accredited, teams} = table.column;
      let total = 0;
      for (let n = 0; n < table.liveCount; n++) {
        if (accredited[table.live[n]] <= clock.from) total += teams[table.live[n]];
      }
      return total;
    },
    takeOn(job) {
      const developer = releases.column.developer[reviews.column.release[job]];
      const kept = chosen ? clients.keeps(developer) : -1;
      const row = kept >= 0 && isFree(kept) ? kept : draw(job, chosen ? clients.dropped(developer) : -1);
      if (row < 0) throw new Error('private evaluators: a review began, but no team was free');
      reviews.column.evaluator[job] = row;
      table.column.busy[row]++;
    },
    release(job, day) {
      const {leaving, teams, busy, reports} = table.column;
      const row = reviews.column.evaluator[job];
      busy[row]--;
      reports[row]++;
      if (leaving[row] === 0) return;
      teams[row]--;
      if (teams[row] === 0) close(row, day);
    },
    workFactor: (job) => practised(table.column.reports[reviews.column.evaluator[job]], learning),
    add,
    leave(row, day) {
      const {leaving, teams, busy} = table.column;
      leaving[row] = 1;
      teams[row] = busy[row];
      if (teams[row] === 0) close(row, day);
    },
    begin() {
      for (const input of run.input.world.evaluators ?? []) {
        for (let n = 0; n < input.count; n++) found(input, n);
      }
    },
  };
}
