import {poisson} from '../../numeric/distributions.ts';
import {childId, namedId} from '../../numeric/entity-id.ts';
import {exp} from '../../numeric/exp.ts';
import {pow} from '../../numeric/pow.ts';
import type {Run} from '../mechanism.ts';
import {type AuditFirms} from './audit-firms.ts';
import {complianceCost} from './compliance-cost.ts';
import {evaluators} from './evaluators.ts';

const YEAR = 365.25;
const MONTH = 30.4375;
/** Kind word of an evaluator in its id; releases have 100. */
const EVALUATOR_KIND = 101;

/** Supply and price of private evaluations. */
export interface AuditMarket {
  /** Reports that a job has joined the line. */
  handIn(job: number, day: number): void;
  /** Reports that a job is over or was taken back. */
  handOut(job: number): void;
  /** Fee of a job that is taken up now, USD M. */
  feeOf(job: number): number;
  /** What a job is worth on the market now, USD M. */
  marketFeeOf(job: number): number;
  /** Sets the price of the step and lets firms enter and leave. */
  step(): void;
  begin(): void;
}

const id = new Int32Array(2);

/**
 * Makes the market: workload, price, entry after accreditation, exit.
 *
 * A firm's profit is looked at where the workload would be shared with all that await accreditation, else entry
 * would overshoot. Teams are never busier than full, so a backlog keeps the price up and attracts entrants.
 * Writes evaluators, auditFee. Draws a number of entrants or leavers per step.
 */
export function createAuditMarket(run: Run, firms: AuditFirms): AuditMarket {
  const {world, clock, input} = run;
  const {evaluators: table, reviews, releases} = world;
  const cost = run.number('audit.marginal_cost');
  const markup = run.number('audit.markup');
  const scarcity = run.number('audit.scarcity');
  const power = run.number('audit.scarcity_power');
  const firmCost = run.number('audit.firm_cost');
  const firmTeams = run.number('audit.firm_teams');
  const speed = run.number('audit.entry_speed');
  const lag = run.number('audit.accreditation_months') * MONTH;
  const fixedFee = run.choice('audit.fee') === 'fixed' ? run.number('audit.fixed_fee') : NaN;
  const serviceDays = run.number('service.mean_days');
  const compliance = complianceCost(run);
  const own = reviews.extend({units: 'f64'}); // evaluations of frontier size that it is worth
  const forgotten = 1 - exp(-input.step_days / run.number('audit.planning_days'));
  const industry = new Int32Array(2);
  namedId(industry, 'private evaluators');
  let jobs = 0; // waiting or at work
  let units = 0;
  let load = 0; // averages of both
  let unitLoad = 0;
  let steps = 0; // since the first job

  /** Utilisation of so many teams under the usual workload. */
  const utilisation = (teams: number): number => (teams > 0 ? Math.min(load / teams, 1) : 1);
  const marketFee = (used: number): number => cost * (1 + markup + scarcity * pow(used, power));

  /** Yearly profit of a firm before its fixed cost, in units of that, at a utilisation. */
  function worth(used: number): number {
    const fee = Number.isNaN(fixedFee) ? marketFee(used) : fixedFee;
    const perTeam = ((unitLoad / load) * YEAR) / serviceDays; // evaluations a year of a team that is always at work
    return (firmTeams * used * perTeam * (fee - cost)) / firmCost;
  }

  function enter(howMany: number): void {
    for (let n = 0; n < howMany; n++) {
      childId(id, industry[0], industry[1], clock.tick, n, EVALUATOR_KIND);
      const {idLow, idHigh} = {idLow: id[0], idHigh: id[1]};
      firms.add({
        idLow,
        idHigh,
        name: `entrant-${clock.tick}-${n + 1}`,
        firm: true,
        home: homeOf(idLow, idHigh),
        teams: firmTeams,
        skill: 1,
        integrity: null,
        accredited: clock.from + lag,
      });
    }
  }

  /** Entrants settle where there are gates, in proportion to spend. */
  function homeOf(idLow: number, idHigh: number): number {
    let total = 0;
    for (let j = 0; j < world.jurisdictions.length; j++) total += weightOf(j);
    let left = run.draws.at(idLow, idHigh, 1, evaluators.decisions.nature).uniform() * total;
    for (let j = 0; j < world.jurisdictions.length; j++) if ((left -= weightOf(j)) < 0) return j;
    return 0;
  }

  const weightOf = (j: number): number => ((world.regimes[j]?.stages.length ?? 0) > 0 ? world.spendShare[j] : 0);

  function exit(howMany: number): void {
    const draws = run.draws.at(industry[0], industry[1], clock.tick, evaluators.decisions.exit);
    for (let n = 0; n < howMany; n++) {
      const {firm, leaving, accredited} = table.column;
      const staying = table.live
        .subarray(0, table.liveCount)
        .filter((row) => firm[row] === 1 && leaving[row] === 0 && accredited[row] <= clock.from);
      if (staying.length === 0) return;
      firms.leave(staying[Math.floor(draws.uniform() * staying.length)], clock.from);
    }
  }

  /** Entry and exit of the step, at the profit that firms and those awaiting accreditation would share. */
  function adjust(): void {
    const {firm, leaving, teams} = table.column;
    let all = 0;
    let firmCount = 0;
    for (let n = 0; n < table.liveCount; n++) {
      const row = table.live[n];
      if (leaving[row] === 1) continue;
      all += teams[row];
      firmCount += firm[row];
    }
    const surplus = worth(utilisation(all)) - 1;
    const expected = (speed * surplus * (clock.to - clock.from)) / YEAR;
    const {entry} = evaluators.decisions;
    const draws = run.draws.at(industry[0], industry[1], clock.tick, entry);
    if (surplus > 0) enter(poisson(draws, expected * Math.max(firmCount, 1)));
    else if (surplus < 0) exit(poisson(draws, -expected * firmCount));
  }

  const feeAt = (job: number, price: number): number => price * own.column.units[job];

  return {
    handIn(job, day) {
      const release = reviews.column.release[job];
      own.column.units[job] = reviews.column.evaluations[job] * compliance.scale(releases.column.flop[release], day);
      jobs++;
      units += own.column.units[job];
    },
    handOut(job) {
      jobs--;
      units = jobs === 0 ? 0 : units - own.column.units[job];
    },
    feeOf: (job) => feeAt(job, Number.isNaN(fixedFee) ? world.auditFee : fixedFee),
    marketFeeOf: (job) => feeAt(job, world.auditFee),
    step() {
      if (steps === 0 && jobs === 0) return; // nothing to audit yet
      steps++;
      const gain = Math.max(forgotten, 1 / steps); // a plain mean until that much is known
      load += (jobs - load) * gain;
      unitLoad += (units - unitLoad) * gain;
      world.auditFee = marketFee(utilisation(firms.teams()));
      if (load > 0 && serviceDays > 0) adjust();
    },
    begin() {
      jobs = 0;
      units = 0;
      load = 0;
      unitLoad = 0;
      steps = 0;
      world.auditFee = marketFee(0);
    },
  };
}
