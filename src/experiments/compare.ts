import type {RunInput} from '../model/input.ts';
import type {OutcomeSlot} from '../model/record.ts';
import {ENGINE_VERSION} from '../model/version.ts';
import {scenarioHash as hashOf} from '../scenario/identity.ts';
import {bandsOf} from './bands.ts';
import {
  collect,
  type EnsembleDesign,
  ensembleOf,
  type EnsembleResult,
  type ExperimentOptions,
  groupSize,
  type SeriesBands,
  seriesOf,
  slotsOf,
} from './ensemble.ts';
import {createFold, type Fold} from './fold.ts';
import {pairedDifference, type PairedDifference} from './paired.ts';
import {comparisonReceipt, type ComparisonReceipt} from './receipt.ts';
import type {Runner} from './runner.ts';
import type {Summary} from './summary.ts';

export interface Side {
  readonly id: string;
  readonly input: RunInput;
  readonly scenarioHash: string;
}

/** A reference and its variants over the same replicates of one seed. */
export interface ComparisonDesign extends Omit<EnsembleDesign, 'input' | 'scenarioHash'> {
  readonly reference: Side;
  readonly variants: readonly Side[];
}

/** One outcome of the reference (a) and of a variant (b): each side over its own runs, the difference over pairs. */
export interface PairedOutcome extends OutcomeSlot, PairedDifference {
  readonly a: Summary;
  readonly b: Summary;
}

export interface VariantResult {
  readonly id: string;
  readonly ensemble: EnsembleResult;
  readonly outcomes: readonly PairedOutcome[]; // those that both sides have
  readonly differences: readonly SeriesBands[]; // bands of B - A within pairs, per series asked for
}

export interface ComparisonResult {
  readonly receipt: ComparisonReceipt;
  readonly reference: {readonly id: string; readonly ensemble: EnsembleResult};
  readonly variants: readonly VariantResult[];
}

/**
 * The variant as it is measured against `reference`: over the reference's windows. Throws where the two cannot be laid
 * side by side.
 */
export function alignSide(reference: RunInput, {id, input, scenarioHash}: Side): Side {
  for (const field of ['start', 'days', 'step_days'] as const) {
    if (input[field] === reference[field]) continue;
    const wanted = String(reference[field]);
    throw new Error(`${id}: ${field}: expected ${wanted} as in the reference, got ${String(input[field])}`);
  }
  if (sameWindows(reference, input)) return {id, input, scenarioHash};
  const measured = {...input, windows: reference.windows};
  return {id, input: measured, scenarioHash: hashOf(measured)};
}

function sameWindows({windows: a}: RunInput, {windows: b}: RunInput): boolean {
  const names = Object.keys(a);
  const others = Object.keys(b);
  return (
    names.length === others.length &&
    names.every((name, i) => name === others[i] && a[name].from === b[name].from && a[name].to === b[name].to)
  );
}

interface Arm {
  readonly id: string;
  readonly design: EnsembleDesign;
  readonly slots: readonly OutcomeSlot[];
  readonly fold: Fold;
}

/**
 * Plays reference and variants with common random numbers and summarises their differences pair by pair.
 *
 * All arms advance together, so that a partial result exists early. Rejects with the signal's reason when aborted.
 */
export async function compare(
  design: ComparisonDesign,
  runner: Runner,
  {signal, onProgress}: ExperimentOptions<ComparisonResult> = {},
): Promise<ComparisonResult> {
  const {reference, variants, ...shared} = design;
  const sides = [reference, ...variants.map((variant) => alignSide(reference.input, variant))];
  const arms = sides.map(({id, input, scenarioHash}): Arm => {
    const arm = {...shared, input, scenarioHash};
    return {id, design: arm, slots: slotsOf(arm), fold: createFold(design.runs)};
  });
  const report = () => {
    onProgress?.({
      done: arms.reduce((sum, {fold}) => sum + fold.done, 0),
      total: arms.length * design.runs,
      partial() {
        const prefix = arms.reduce((least, {fold}) => Math.min(least, fold.prefix), design.runs);
        return prefix > 0 ? comparisonOf(arms, prefix) : undefined;
      },
    });
  };
  const stop = new AbortController(); // an arm that cannot be run stops the others
  const abort = () => {
    stop.abort(signal?.reason);
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', abort, {once: true});
  try {
    await Promise.all(arms.map(({design, fold}) => collect(design, fold, runner, stop.signal, report)));
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
  return comparisonOf(arms, design.runs);
}

function comparisonOf(arms: readonly Arm[], n: number): ComparisonResult {
  const [a, ...others] = arms.map((arm) => ({...arm, ensemble: ensembleOf(arm.design, arm.slots, arm.fold, n)}));
  const receipts = [a, ...others].map(({id, ensemble: {receipt}}) => {
    const {scenarioHash, resultHash} = receipt;
    return {id, scenarioHash, resultHash};
  });
  return {
    receipt: {
      ...comparisonReceipt(ENGINE_VERSION, a.ensemble.receipt.seed, n, receipts),
      ...(a.design.uncertain && {uncertain: true}),
    },
    reference: {id: a.id, ensemble: a.ensemble},
    variants: others.map(({id, ensemble}) => ({
      id,
      ensemble,
      outcomes: pairOutcomes(a.ensemble, ensemble, groupSize(a.design)),
      differences: (a.design.series ?? []).map((series, i) => ({
        id: series,
        ...bandsOf(differencesOf(a.ensemble, ensemble, i, n), groupSize(a.design)),
      })),
    })),
  };
}

function pairOutcomes(a: EnsembleResult, b: EnsembleResult, size: number): PairedOutcome[] {
  const name = ({id, window}: OutcomeSlot) => `${id}@${window}`;
  const places = new Map(b.outcomes.map((outcome, i) => [name(outcome), i]));
  return a.outcomes.flatMap((outcome, i) => {
    const place = places.get(name(outcome));
    if (place === undefined) return [];
    const {id, window, unit, ...left} = outcome;
    const {id: _id, window: _window, unit: _unit, ...right} = b.outcomes[place];
    return [{id, window, unit, a: left, b: right, ...pairedDifference(a.columns[i], b.columns[place], size)}];
  });
}

/** B - A of series number `k`, a row per replicate; undefined where a side failed. */
function differencesOf(a: EnsembleResult, b: EnsembleResult, k: number, n: number): (Float64Array | undefined)[] {
  const left = seriesOf(a.records, k, n);
  const right = seriesOf(b.records, k, n);
  return left.map((row, i) => {
    const partner = right[i];
    return row && partner && partner.map((value, week) => value - row[week]);
  });
}
