import type {Bands} from './bands.ts';
import type {ComparisonResult} from './compare.ts';
import type {EnsembleResult, SeriesBands} from './ensemble.ts';
import type {Interval} from './intervals.ts';

/** A result as plain JSON data: numbers that are undefined are null, typed columns are arrays. */
export type Plain<T> = T extends number
  ? number | null
  : T extends string | boolean
    ? T
    : T extends Float64Array
      ? (number | null)[]
      : T extends Interval
        ? [number | null, number | null]
        : T extends readonly (infer U)[]
          ? Plain<U>[]
          : {-readonly [K in keyof T]: Plain<T[K]>};

/** Copies a result into plain JSON data; NaN and infinities, which JSON cannot say, become null. */
export function plain<T>(value: T): Plain<T> {
  return copy(value) as Plain<T>;
}

function copy(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null; // -0 + 0 is +0
  if (value instanceof Float64Array || Array.isArray(value)) return Array.from(value as ArrayLike<unknown>, copy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copy(inner)]));
}

interface RunJson {
  readonly receipt: EnsembleResult['receipt'];
  readonly outcomes: EnsembleResult['outcomes'];
  readonly failures?: EnsembleResult['failures'];
  readonly series?: readonly SeriesBands[];
}

/** The document that `run --json` prints; `failures` and `series` are there only when they have entries. */
export function runToJson({receipt, outcomes, failures, series}: EnsembleResult): Plain<RunJson> {
  return plain<RunJson>({
    receipt,
    outcomes,
    ...(failures.length > 0 && {failures}),
    ...(series.length > 0 && {series}),
  });
}

interface CompareJson {
  readonly receipt: ComparisonResult['receipt'];
  readonly outcomes: readonly (ComparisonResult['variants'][number]['outcomes'][number] & {readonly variant: string})[];
  readonly failures?: readonly (EnsembleResult['failures'][number] & {readonly scenario: string})[];
  readonly series?: readonly (Bands & {
    readonly id: string;
    readonly variant: string;
    readonly a: Bands;
    readonly b: Bands;
  })[];
}

/** The document that `compare --json` prints: a row per outcome and variant; the bands of a series are those of B - A. */
export function compareToJson({receipt, reference, variants}: ComparisonResult): Plain<CompareJson> {
  const outcomes = variants.flatMap(({id, outcomes}) =>
    outcomes.map(({id: outcome, window, unit, ...rest}) => ({id: outcome, window, unit, variant: id, ...rest})),
  );
  const failures = [reference, ...variants].flatMap(({id, ensemble}) =>
    ensemble.failures.map((failure) => ({scenario: id, ...failure})),
  );
  const series = variants.flatMap(({id, ensemble, differences}) =>
    differences.map(({id: outcome, ...bands}, i) => ({
      id: outcome,
      variant: id,
      ...bands,
      a: withoutId(reference.ensemble.series[i]),
      b: withoutId(ensemble.series[i]),
    })),
  );
  return plain<CompareJson>({
    receipt,
    outcomes,
    ...(failures.length > 0 && {failures}),
    ...(series.length > 0 && {series}),
  });
}

function withoutId({id: _id, ...bands}: SeriesBands): Bands {
  return bands;
}
