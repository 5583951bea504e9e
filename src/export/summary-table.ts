import type {EnsembleResult} from '../experiments/ensemble.ts';
import type {Table} from './csv.ts';
import {metricName} from './metric-name.ts';

/** The result of one scenario, and the name it goes by in a table. */
export interface NamedResult {
  readonly scenario: string;
  readonly result: EnsembleResult;
}

/** One row per scenario, outcome and window: how the runs spread and how well their mean is known. */
export function summaryTable(results: readonly NamedResult[]): Table {
  const statistics = ['n_runs', 'mean', 'sd', 'se', 'p05', 'p25', 'p50', 'p75', 'p95'];
  return {
    header: ['scenario', 'metric', 'entity', 'window', 'unit', ...statistics],
    rows: results.flatMap(({scenario, result}) =>
      result.outcomes.map(({id, window, unit, n, mean, sd, se, q05, q25, q50, q75, q95}) => [
        ...[scenario, ...metricName(id), window, unit],
        ...[n, mean, sd, se, q05, q25, q50, q75, q95],
      ]),
    ),
  };
}
