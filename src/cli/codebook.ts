import type {Table} from '../export/csv.ts';
import type {RunInput} from '../model/input.ts';
import {outcomes} from '../model/observe.ts';
import {recordTables} from '../model/record-tables.ts';

const STATISTICS: readonly (readonly [column: string, unit: string, definition: string])[] = [
  ['scenario', 'id', 'Scenario, by its id.'],
  ['reference', 'id', 'Scenario against which another one is compared.'],
  ['metric', 'id', 'What is measured; defined below under the name of the metric.'],
  ['entity', 'id', 'Part of the whole that is measured, e.g. a jurisdiction or segment; empty for the whole.'],
  ['window', 'id', 'Dates over which it is measured; they are in scenario.json.'],
  ['date', 'date', 'Day on which the step of the series begins.'],
  ['seed', 'text', 'What fixes every random draw.'],
  ['run', '1', 'Replicate; equal numbers share their random draws across scenarios.'],
  ['unit', 'text', 'Unit of the values in the row.'],
  ['n_runs', '1', 'Runs in which the value is defined.'],
  ['n_pairs', '1', 'Runs in which both scenarios define the value.'],
  ['mean', 'unit', 'Mean over runs.'],
  ['sd', 'unit', 'Standard deviation over runs, divisor n - 1.'],
  ['se', 'unit', 'Standard error of the mean.'],
  ['p05', 'unit', 'Quantile over runs (type 7); p25, p50, p75, p95 alike.'],
  ['mean_difference', 'unit', 'Mean of scenario minus reference over the pairs.'],
  ['ci90_low', 'unit', '90 % interval of that mean, lower end; ci90_high the upper end.'],
  ['share_b_above_a', 'share', 'Share of the pairs in which the scenario lies above the reference.'],
  ['share_ci90_low', 'share', '90 % interval of that share, lower end; share_ci90_high the upper end.'],
  ['share_tied', 'share', 'Share of the pairs in which both are equal.'],
  ['variance_ratio', '1', 'Variance of the difference over the sum of variances; 1 = nothing gained by pairing.'],
];

/** What every column and metric of the written tables means, one row each. */
export function codebook({start}: Pick<RunInput, 'start'>, records: readonly string[]): Table {
  const tables = recordTables.filter(({id}) => records.includes(id));
  const days = (unit: string) => (unit === 'day' ? `days since ${start}` : unit);
  return {
    header: ['table', 'name', 'unit', 'definition'],
    rows: [
      ...STATISTICS.map((row) => ['', ...row]),
      ...outcomes.map(({id, unit, definition}) => ['metric', id, unit, definition]),
      ...tables.flatMap(({id, columns}) =>
        columns.map(({name, unit, definition}) => [`records-${id}`, name, days(unit), definition]),
      ),
    ],
  };
}
