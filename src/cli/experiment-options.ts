import {outcomes, recordTables} from '../model/observe.ts';
import {BadInput} from './bad-input.ts';
import {DEFAULT_RUNS, FORMATS, type runOptions} from './common-options.ts';
import type {Effects} from './effects.ts';
import {listOf, type Values, wholeNumber} from './options.ts';

/** What the options shared by `run` and `compare` say, checked. */
export interface ExperimentOptions {
  readonly runs: number;
  readonly workers: number;
  readonly shown: readonly string[]; // outcomes in the table
  readonly series: readonly string[];
  readonly records: readonly string[];
  readonly formats: readonly string[];
  readonly out: string | undefined;
  readonly store: string | undefined;
  readonly fresh: boolean;
  readonly json: boolean;
}

/** Outcomes in the table when none are named: those by which scenarios are usually told apart. */
export const HEADLINES = ['time_to_market', 'compliance_cost', 'incidents', 'hhi'] as const;

/** Checks the shared options; throws `BadInput` with every fault among them. */
export function readOptions(
  values: Values<typeof runOptions>,
  {processors}: Pick<Effects, 'processors'>,
): ExperimentOptions {
  const faults: string[] = [];
  const check = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      faults.push(...error.faults);
      return otherwise;
    }
  };
  const ids = outcomes.map(({id}) => id);
  const weekly = outcomes.filter(({series}) => series).map(({id}) => id);
  const tables = recordTables.map(({id}) => id);
  const shown = check(() => listOf('outcomes', values.outcomes, ids), []);
  const options: ExperimentOptions = {
    runs: check(() => wholeNumber('runs', values.runs, 1), undefined) ?? DEFAULT_RUNS,
    workers: check(() => wholeNumber('workers', values.workers, 1), undefined) ?? processors,
    shown: shown.length > 0 ? shown : ids.filter((id) => (HEADLINES as readonly string[]).includes(id)),
    series: check(() => listOf('series', values.series, weekly), []),
    records: check(() => listOf('records', values.records, tables), []),
    formats: check(() => listOf('format', values.format ?? 'all', FORMATS), []),
    out: values.out,
    store: values.store,
    fresh: values.fresh === true,
    json: values.json === true,
  };
  if (options.out === undefined) {
    for (const name of ['records', 'format'] as const) {
      if (values[name] !== undefined) faults.push(`--${name}: expected --out DIR beside it, got none`);
    }
  }
  if (faults.length > 0) throw new BadInput(...faults);
  return options;
}
