/** One column of a record table, with a definition of its own for the codebook. */
export interface RecordColumn {
  readonly name: string;
  readonly unit: string; // 'id', 'day', 'USD M', ...
  readonly definition: string;
  readonly values: Float64Array | readonly string[]; // NaN = missing
}

/** One row per item (release, clearance, evaluation, incident, developer-week, share). */
export interface RecordTable {
  readonly id: string;
  readonly rows: number;
  readonly columns: readonly RecordColumn[];
}

/** Rows of one table in the making, a list of cells per row. */
export type Rows = (number | string)[][];

/** What one run yields: plain data, cloned across threads. */
export interface RunRecord {
  readonly replicate: number;
  readonly outcomes: Float64Array; // in the order of `outcomeSlots(input)`; NaN = undefined
  readonly series: readonly Float64Array[]; // one per requested series, a value per week; NaN = undefined
  readonly digest: string; // of all outcomes, canonical
  readonly tables: readonly RecordTable[]; // only those asked for
}

/** A run that could not finish: data, not an exception, so that the rest goes on. */
export interface RunFailure {
  readonly replicate: number;
  readonly week: number;
  readonly reason: string;
}

/** One measured outcome: what, over which window, in which unit. */
export interface OutcomeSlot {
  readonly id: string;
  readonly window: string;
  readonly unit: string;
}
