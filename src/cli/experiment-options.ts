import type {RunInput} from '../model/input.ts';
import {HEADLINES, outcomes, outcomeSlots} from '../model/observe.ts';
import {recordTables} from '../model/record-tables.ts';
import {BadInput} from './bad-input.ts';
import {DEFAULT_RUNS, FORMATS, type runOptions} from './common-options.ts';
import type {Effects} from './effects.ts';
import {listOf, type Values, wholeNumber} from './options.ts';

/**
 * Outcomes of a table that names none. The mean time to market is cut off at a horizon: without the share that
 * never becomes public it would mislead.
 */
const SHOWN: readonly string[] = HEADLINES.flatMap((id) => (id === 'time_to_market' ? [id, 'never_public'] : [id]));

/** What the options shared by `run` and `compare` say, checked. */
export interface ExperimentOptions {
  readonly runs: number;
  readonly uncertain: boolean;
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

/** Checks the shared options against what `inputs` all measure; throws `BadInput` with every fault among them. */
export function readOptions(
  values: Values<typeof runOptions>,
  inputs: readonly RunInput[],
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
  const measured = outcomeNames(inputs);
  const outcomeList = (name: 'outcomes' | 'series') =>
    // All of them are the whole ones: their many parts are named one by one.
    check(
      () =>
        values[name] === 'all'
          ? outcomes.map(({id}) => id)
          : listOf(name, values[name], measured, '`sluice outcomes` lists them'),
      [],
    );
  const tables = recordTables.map(({id}) => id);
  const shown = outcomeList('outcomes');
  const options: ExperimentOptions = {
    runs: check(() => wholeNumber('runs', values.runs, 1), undefined) ?? DEFAULT_RUNS,
    uncertain: values.uncertainty === true,
    workers: check(() => wholeNumber('workers', values.workers, 1), undefined) ?? processors,
    shown: shown.length > 0 ? shown : SHOWN,
    // Files are for later use: without a list they hold the weeks of the headline outcomes.
    series: values.series === undefined && values.out !== undefined ? [...HEADLINES] : outcomeList('series'),
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

/** Ids of the outcomes and their parts that all `inputs` measure, in registry order. */
function outcomeNames(inputs: readonly RunInput[]): string[] {
  const [first, ...others] = inputs.map((input) => new Set(outcomeSlots(input).map(({id}) => id)));
  return [...first].filter((id) => others.every((other) => other.has(id)));
}
