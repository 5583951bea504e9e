import {neutralText} from './neutral-text.ts';

/** Text, a number, or nothing; NaN and null are written as an empty cell. */
export type Cell = string | number | null;

/** A table to be written: rows are made as they are asked for, so that it need not fit into memory. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

const REMEMBERED = 10_000; // texts, for columns of ids repeat a few over and over

function createCellText(): (cell: Cell) => string {
  const known = new Map<string, string>();
  return (cell) => {
    if (cell === null) return '';
    if (typeof cell === 'number') return numberText(cell);
    const before = known.get(cell);
    if (before !== undefined) return before;
    const text = neutralText(cell);
    const quoted = NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    if (known.size < REMEMBERED) known.set(cell, quoted);
    return quoted;
  };
}

/** Writes a number so that reading it gives the same bits back: shortest digits, `.` as the point, empty for NaN. */
function numberText(value: number): string {
  if (value !== value) return '';
  if (value === Infinity) return 'inf';
  return value === -Infinity ? '-inf' : String(value);
}

/**
 * Writes `table` as CSV in pieces of about 64 kB: RFC 4180 with CRLF, comma, quotes only where needed, no byte order mark.
 *
 * Without its header a table continues one begun before. Text that a spreadsheet might run as a formula gets an apostrophe in front; the reader in `read/csv.ts` takes it off.
 */
export function* csvPieces({header, rows}: Table, withHeader = true): Generator<string> {
  const cellText = createCellText();
  let piece = withHeader ? `${header.map(cellText).join(',')}\r\n` : '';
  for (const row of rows) {
    if (row.length !== header.length) {
      throw new Error(`csv: expected ${String(header.length)} cells (${header.join(', ')}), got ${String(row.length)}`);
    }
    piece += cellText(row[0]);
    for (let i = 1; i < row.length; i++) piece += `,${cellText(row[i])}`;
    piece += '\r\n';
    if (piece.length > 65_536) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

/** The whole of `csvPieces` as one text, for tables known to be small. */
export function csvText(table: Table): string {
  return [...csvPieces(table)].join('');
}
