import type {Run} from '../mechanism.ts';
import {createAuditClients} from './audit-clients.ts';
import {type AuditFirms, createAuditFirms} from './audit-firms.ts';
import {type AuditMarket, createAuditMarket} from './audit-market.ts';
import {type AuditReports, createAuditReports} from './audit-reports.ts';
import {isPrivate} from './evaluators.ts';

/** Private evaluators in the place of the authorities' review teams. */
export interface AuditIndustry extends Pick<AuditFirms, 'teams' | 'workFactor'> {
  /** Hands a job to a free team and agrees on its fee. */
  takeOn(job: number, day: number): void;
  /** Reports that work on a job is over: its fee is due. */
  finish(job: number, day: number): void;
  /** What is found so far is the evaluator's to report. */
  examine: AuditReports['examine'];
  /** Writes the report of a passage that ends; true when it is critical. */
  report: AuditReports['report'];
  handIn: AuditMarket['handIn'];
  handOut: AuditMarket['handOut'];
  step(): void;
  begin(): void;
}

/** Makes the private evaluators, or nothing where authorities review with their own teams. */
export function createAuditIndustry(run: Run): AuditIndustry | undefined {
  if (!isPrivate(run)) return undefined;
  const {reviews, releases} = run.world;
  const clients = createAuditClients(run);
  const firms = createAuditFirms(run, clients);
  const market = createAuditMarket(run, firms);
  const reports: AuditReports = createAuditReports(run, clients, (job) => market.marketFeeOf(job));

  return {
    teams: () => firms.teams(),
    workFactor: (job) => firms.workFactor(job),
    takeOn(job, day) {
      firms.takeOn(job, day);
      reviews.column.fee[job] = market.feeOf(job);
    },
    finish(job, day) {
      const {evaluator, fee, release} = reviews.column;
      clients.book(releases.column.developer[release[job]], evaluator[job], fee[job], day);
      run.world.audited.push(job);
      market.handOut(job);
      firms.release(job, day);
    },
    examine: (job, day) => {
      reports.examine(job, day);
    },
    report: (job, day) => reports.report(job, day),
    handIn: (job, day) => {
      market.handIn(job, day);
    },
    handOut: (job) => {
      market.handOut(job);
    },
    step() {
      market.step();
    },
    begin() {
      firms.begin();
      market.begin();
    },
  };
}
