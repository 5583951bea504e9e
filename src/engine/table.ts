type Cell = 'f64' | 'i32' | 'u8';

/** A column holds one cell a row, or with a dimension's name as many as that dimension is wide. */
export type ColumnSpec = Cell | readonly [Cell, string];
export type ColumnSpecs = Readonly<Record<string, ColumnSpec>>;

type ArrayFor<C extends Cell> = C extends 'f64' ? Float64Array : C extends 'i32' ? Int32Array : Uint8Array;
type CellOf<S extends ColumnSpec> = S extends Cell ? S : S extends readonly [infer C extends Cell, string] ? C : never;

/** Typed arrays by name, row-major. They are replaced when the table grows: fetch them anew in every step. */
export type ColumnsOf<S extends ColumnSpecs> = {[K in keyof S]: ArrayFor<CellOf<S[K]>>};

/** Widths of the dimensions that columns may name. */
export type Dimensions = Readonly<Record<string, number>>;

/** Further columns over the rows of a table, owned by whoever asked for them. */
export interface Extension<S extends ColumnSpecs> {
  readonly column: ColumnsOf<S>;
}

/** Entities as a struct of arrays. Rows are in birth order, never reused; a row number is an identity within a run. */
export interface Table<S extends ColumnSpecs> extends Extension<S> {
  readonly rows: number;
  readonly idLow: Int32Array;
  readonly idHigh: Int32Array;
  /** Rows that still act, in birth order: loop over `live[0]` to `live[liveCount - 1]`. */
  readonly live: Int32Array;
  readonly liveCount: number;
  /** Adds a zeroed row for the entity with this 64-bit id and returns its number. */
  add(idLow: number, idHigh: number): number;
  /** Takes a row out of `live` and keeps the birth order of the rest. */
  retire(row: number): void;
  extend<E extends ColumnSpecs>(specs: E): Extension<E>;
  /** Forgets all rows and keeps the memory, for the next run. */
  clear(): void;
}

const MAKE = {
  f64: (length: number) => new Float64Array(length),
  i32: (length: number) => new Int32Array(length),
  u8: (length: number) => new Uint8Array(length),
};

const FIRST_CAPACITY = 256;

interface Held {
  readonly column: Record<string, Float64Array | Int32Array | Uint8Array>;
  readonly specs: readonly {readonly name: string; readonly cell: Cell; readonly width: number}[];
}

/** Makes an empty table. Throws when a column names a dimension that has no width. */
export function createTable<S extends ColumnSpecs>(specs: S, dimensions: Dimensions): Table<S> {
  const held: Held[] = [];
  let capacity = FIRST_CAPACITY;

  function hold(wanted: ColumnSpecs): Held {
    const parsed = Object.entries(wanted).map(([name, spec]) => {
      const [cell, dimension] = typeof spec === 'string' ? [spec, undefined] : spec;
      const width = dimension === undefined ? 1 : dimensions[dimension];
      if (width === undefined) throw new Error(`column ${name}: no dimension called "${dimension ?? ''}"`);
      return {name, cell, width};
    });
    const column = Object.fromEntries(parsed.map(({name, cell, width}) => [name, MAKE[cell](capacity * width)]));
    const entry = {column, specs: parsed};
    held.push(entry);
    return entry;
  }

  function grow(): void {
    capacity *= 2;
    const widen = <A extends Float64Array | Int32Array | Uint8Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    table.idLow = widen(table.idLow, new Int32Array(capacity));
    table.idHigh = widen(table.idHigh, new Int32Array(capacity));
    table.live = widen(table.live, new Int32Array(capacity));
    for (const {column, specs: parsed} of held) {
      for (const {name, cell, width} of parsed) column[name] = widen(column[name], MAKE[cell](capacity * width));
    }
  }

  // Plain fields, which inner loops read faster than accessors.
  const table = {
    column: hold(specs).column as ColumnsOf<S>,
    rows: 0,
    liveCount: 0,
    idLow: new Int32Array(capacity),
    idHigh: new Int32Array(capacity),
    live: new Int32Array(capacity),
    add(low: number, high: number): number {
      if (table.rows === capacity) grow();
      const row = table.rows++;
      table.idLow[row] = low;
      table.idHigh[row] = high;
      table.live[table.liveCount++] = row;
      return row;
    },
    retire(row: number): void {
      const {live} = table;
      let at = 0;
      let end = table.liveCount - 1;
      while (at < end) {
        const middle = (at + end) >> 1;
        if (live[middle] < row) at = middle + 1;
        else end = middle;
      }
      if (table.liveCount === 0 || live[at] !== row) return;
      live.copyWithin(at, at + 1, table.liveCount);
      table.liveCount--;
    },
    extend<E extends ColumnSpecs>(wanted: E) {
      return {column: hold(wanted).column as ColumnsOf<E>};
    },
    clear(): void {
      for (const {column, specs: parsed} of held) {
        for (const {name, width} of parsed) column[name].fill(0, 0, table.rows * width);
      }
      table.rows = 0;
      table.liveCount = 0;
    },
  };
  return table;
}
