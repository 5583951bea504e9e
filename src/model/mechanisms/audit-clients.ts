import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';

const YEAR = 365.25; // days over which fees are averaged

/** Which developer works with which private evaluator, and what each lives on. */
export interface AuditClients {
  /** The evaluator that a developer keeps, -1 for none. */
  keeps(developer: number): number;
  /** The evaluator that it dropped last, -1 for none. */
  dropped(developer: number): number;
  /** Books the fee of a finished review. */
  book(developer: number, evaluator: number, fee: number, day: number): void;
  /** What an evaluator that a developer keeps has from it, USD M per year. */
  spendOf(developer: number, day: number): number;
  /** What an evaluator has from all developers, USD M per year. */
  incomeOf(evaluator: number, day: number): number;
  /** Ends the relation of a developer with an evaluator that reported against it. */
  drop(developer: number, evaluator: number): void;
}

/** Makes the relations of developers with private evaluators. Sums of fees fade with a mean age of a year. */
export function createAuditClients(run: Run): AuditClients {
  const {developers, evaluators} = run.world;
  const client = developers.extend({auditor: 'i32', ended: 'i32', spend: 'f64', spentOn: 'f64'}); // rows from 1: 0 is none
  const firm = evaluators.extend({income: 'f64', earnedOn: 'f64'});
  const faded = (sum: number, from: number, to: number): number => (sum === 0 ? 0 : sum * exp((from - to) / YEAR));

  return {
    keeps: (developer) => client.column.auditor[developer] - 1,
    dropped: (developer) => client.column.ended[developer] - 1,
    book(developer, evaluator, fee, day) {
      const {auditor, spend, spentOn} = client.column;
      const before = auditor[developer] === evaluator + 1 ? faded(spend[developer], spentOn[developer], day) : 0;
      auditor[developer] = evaluator + 1;
      spend[developer] = before + fee;
      spentOn[developer] = day;
      const {income, earnedOn} = firm.column;
      income[evaluator] = faded(income[evaluator], earnedOn[evaluator], day) + fee;
      earnedOn[evaluator] = day;
    },
    spendOf: (developer, day) => faded(client.column.spend[developer], client.column.spentOn[developer], day),
    incomeOf: (evaluator, day) => faded(firm.column.income[evaluator], firm.column.earnedOn[evaluator], day),
    drop(developer, evaluator) {
      client.column.ended[developer] = evaluator + 1;
      if (client.column.auditor[developer] === evaluator + 1) client.column.auditor[developer] = 0;
    },
  };
}
