import type {Table} from './csv.ts';

/** One number or choice as a scenario has it; null where there is no such thing, e.g. the unit of a choice. */
export interface ParameterRow {
  readonly name: string;
  readonly value: string | number;
  readonly usual: string | number; // the default
  readonly unit: string | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly role: string;
  readonly source: string;
}

/** One row per scenario and parameter; an open end of the domain is an empty cell. */
export function parametersTable(
  scenarios: readonly {readonly scenario: string; readonly rows: readonly ParameterRow[]}[],
): Table {
  const about = ['unit', 'low', 'high', 'min', 'max', 'role', 'source', 'changed'];
  const bound = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);
  return {
    header: ['scenario', 'parameter', 'value', 'default', ...about],
    rows: scenarios.flatMap(({scenario, rows}) =>
      rows.map(({name, value, usual, unit, low, high, min, max, role, source}) => [
        ...[scenario, name, value, usual, unit, low, high, bound(min), bound(max)],
        ...[role, source, value === usual ? 'no' : 'yes'],
      ]),
    ),
  };
}
