import type {Cell, Table} from './csv.ts';
import {metricName} from './metric-name.ts';
import type {NamedResult} from './summary-table.ts';

/** One row per scenario, run, outcome and window, by run; a failed run has no rows. */
export function runsTable(results: readonly NamedResult[]): Table {
  return {header: ['scenario', 'seed', 'run', 'metric', 'entity', 'window', 'value'], rows: runRows(results)};
}

function* runRows(results: readonly NamedResult[]): Generator<Cell[]> {
  for (const {scenario, result} of results) {
    const {receipt, records, outcomes, columns} = result;
    const names = outcomes.map(({id}) => metricName(id));
    for (const {replicate} of records) {
      for (const [i, {window}] of outcomes.entries()) {
        yield [scenario, receipt.seed, replicate, ...names[i], window, columns[i][replicate]];
      }
    }
  }
}
