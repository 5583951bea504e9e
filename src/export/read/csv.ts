import {plainText} from '../neutral-text.ts';

/** How much a file may hold before reading stops with an error. */
export interface CsvLimits {
  readonly characters: number;
  readonly rows: number;
  readonly columns: number;
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const LIMITS: CsvLimits = {characters: 64_000_000, rows: 1_000_000, columns: 1_000};

/**
 * Reads CSV text (comma, RFC 4180 quotes, CRLF or LF, an optional byte order mark) into a header and rows of text.
 *
 * Apostrophes that the writer put before formula-like text are taken off again. Throws, naming `source` and the line,
 * on a row that is too long or short, an open quote, text after a closing quote, or a file beyond `limits`.
 */
export function readCsv(text: string, source: string, limits: Partial<CsvLimits> = {}): CsvTable {
  const {characters, rows: maxRows, columns} = {...LIMITS, ...limits};
  const fail = (line: number, expected: string, got: string): never => {
    throw new Error(`${source}: line ${String(line)}: expected ${expected}, got ${got}`);
  };
  if (text.length > characters) fail(1, `at most ${String(characters)} characters`, String(text.length));

  const rows: string[][] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const first = line;
    const row: string[] = [];
    for (;;) {
      let cell: string;
      if (text[at] === '"') {
        const end = closingQuote(text, at + 1);
        if (end < 0) fail(line, 'a closing quote', 'the end of the file');
        cell = text.slice(at + 1, end).replaceAll('""', '"');
        line += cell.split('\n').length - 1;
        at = end + 1;
      } else {
        const start = at;
        while (at < text.length && !',\r\n"'.includes(text[at])) at++;
        if (text[at] === '"') fail(line, 'quotes around the whole cell', 'a quote inside it');
        cell = text.slice(start, at);
      }
      if (row.push(plainText(cell)) > columns) fail(line, `at most ${String(columns)} columns`, 'more');
      if (text[at] !== ',') break;
      at++;
    }
    if (text[at] === '\r') at++;
    if (at < text.length && text[at] !== '\n') fail(line, 'a comma or the end of the line', JSON.stringify(text[at]));
    at++;
    line++;
    if (rows.length > 0 && row.length !== rows[0].length) {
      fail(first, `${String(rows[0].length)} cells`, String(row.length));
    }
    if (rows.push(row) > maxRows + 1) fail(first, `at most ${String(maxRows)} rows`, 'more');
  }
  const [header = fail(1, 'a header', 'an empty file'), ...body] = rows;
  return {header, rows: body};
}

/** Index of the quote that ends the cell begun before `from`, or -1; doubled quotes are part of the cell. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
