import type {RunInput} from '../model/input.ts';
import {outcomeSlots} from '../model/observe.ts';
import type {OutcomeSlot, RunFailure, RunRecord} from '../model/record.ts';
import {ENGINE_VERSION} from '../model/version.ts';
import {type Bands, bandsOf} from './bands.ts';
import {createFold, type Fold} from './fold.ts';
import {type Receipt, resultHash} from './receipt.ts';
import type {Runner} from './runner.ts';
import {RUNS_PER_POINT} from './uncertain-runner.ts';
import {summarise, type Summary} from './summary.ts';

/** Replicates 0 to `runs` - 1 of one scenario. */
export interface EnsembleDesign {
  readonly input: RunInput;
  readonly scenarioHash: string;
  readonly seed: string | number; // 1 and "1" are one seed
  readonly runs: number;
  readonly series?: readonly string[]; // outcome ids wanted week by week
  readonly tables?: readonly string[]; // record tables wanted of every run
  readonly uncertain?: boolean; // each two neighbours share a point of the parameters' ranges: the runner plays it so
  readonly slots?: readonly OutcomeSlot[]; // what `RunRecord.outcomes` holds; default: the outcomes of the model
}

export interface OutcomeSummary extends OutcomeSlot, Summary {}

export interface SeriesBands extends Bands {
  readonly id: string;
}

export interface EnsembleResult {
  readonly receipt: Receipt;
  readonly outcomes: readonly OutcomeSummary[];
  readonly series: readonly SeriesBands[]; // in the order asked for
  readonly columns: readonly Float64Array[]; // per outcome a value per replicate; NaN = undefined, or the run failed
  readonly records: readonly RunRecord[]; // by replicate, without the failed runs
  readonly failures: readonly RunFailure[]; // by replicate
}

/** How far an experiment is; `partial` costs nothing unless it is called. */
export interface Progress<R> {
  readonly done: number; // runs reported
  readonly total: number;
  /** The result on the runs reported without a gap from the first one; undefined before there are any. */
  readonly partial: () => R | undefined;
}

export interface ExperimentOptions<R> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress<R>) => void) | undefined;
}

/** The slots of the outcomes that a design's runs report. */
export function slotsOf({slots, input}: Pick<EnsembleDesign, 'slots' | 'input'>): readonly OutcomeSlot[] {
  return slots ?? outcomeSlots(input);
}

/** Statistics over the first `n` replicates of a fold, all of which must be reported. */
export function ensembleOf(
  design: EnsembleDesign,
  slots: readonly OutcomeSlot[],
  fold: Fold,
  n: number,
): EnsembleResult {
  const {scenarioHash, series = []} = design;
  const seed = String(design.seed);
  const records = fold.records(n);
  const size = groupSize(design);
  const columns = slots.map((_, slot) => columnOf(records, slot, n));
  return {
    receipt: {
      engineVersion: ENGINE_VERSION,
      scenarioHash,
      seed,
      runs: n,
      resultHash: resultHash(ENGINE_VERSION, scenarioHash, seed, fold.digests(n)),
      ...(design.uncertain && {uncertain: true}),
    },
    outcomes: slots.map((slot, i) => ({...slot, ...summarise(columns[i], size)})),
    series: series.map((id, i) => ({id, ...bandsOf(seriesOf(records, i, n), size)})),
    columns,
    records,
    failures: fold.failures(n),
  };
}

/** How many neighbouring runs of a design share their parameters. */
export const groupSize = ({uncertain}: Pick<EnsembleDesign, 'uncertain'>): number => (uncertain ? RUNS_PER_POINT : 1);

/** Series number `k` of every replicate; undefined where the run failed. */
export function seriesOf(records: readonly RunRecord[], k: number, n: number): (Float64Array | undefined)[] {
  const rows = new Array<Float64Array | undefined>(n).fill(undefined);
  for (const {replicate, series} of records) rows[replicate] = series[k];
  return rows;
}

function columnOf(records: readonly RunRecord[], slot: number, n: number): Float64Array {
  const column = new Float64Array(n).fill(NaN);
  for (const {replicate, outcomes} of records) column[replicate] = outcomes[slot];
  return column;
}

/** Has `runner` play a design's runs into `fold`; `onBatch` is told of every batch that arrived. */
export function collect(
  design: EnsembleDesign,
  fold: Fold,
  runner: Runner,
  signal: AbortSignal | undefined,
  onBatch: () => void,
): Promise<void> {
  const {input, runs, series = [], tables = []} = design;
  return runner.run(
    {input, seed: String(design.seed), from: 0, to: runs, series, tables},
    {
      ...(signal && {signal}),
      onResults(results) {
        fold.add(results);
        onBatch();
      },
    },
  );
}

/**
 * Runs an ensemble and summarises it: failed runs are data, the rest goes on.
 *
 * Rejects with the signal's reason when aborted; what was done until then is in the last `partial`.
 */
export async function ensemble(
  design: EnsembleDesign,
  runner: Runner,
  {signal, onProgress}: ExperimentOptions<EnsembleResult> = {},
): Promise<EnsembleResult> {
  const slots = slotsOf(design);
  const fold = createFold(design.runs);
  const result = () => (fold.prefix > 0 ? ensembleOf(design, slots, fold, fold.prefix) : undefined);
  await collect(design, fold, runner, signal, () => {
    onProgress?.({done: fold.done, total: fold.total, partial: result});
  });
  return ensembleOf(design, slots, fold, design.runs);
}
