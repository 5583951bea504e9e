import type {Table} from './csv.ts';
import type {NamedResult} from './summary-table.ts';

/** One row per run that could not finish. */
export function failuresTable(results: readonly NamedResult[]): Table {
  return {
    header: ['scenario', 'run', 'week', 'reason'],
    rows: results.flatMap(({scenario, result}) =>
      result.failures.map(({replicate, week, reason}) => [scenario, replicate, week, reason]),
    ),
  };
}
