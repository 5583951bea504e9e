import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Cell, csvPieces, csvText} from '../../src/export/csv.ts';
import {readCsv} from '../../src/export/read/csv.ts';

const hostile = fc.oneof(
  fc.string(),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", ';', '\t', '\r', '\n', '\0', '"', ',', ' ', '＝', '＠', 'a'),
  }),
);

/** RFC 4180 cells of one line, by the plainest reading: for lines without quotes or breaks inside cells. */
const naive = (text: string) => text.split('\r\n').map((line) => line.split(','));

describe('csv', () => {
  it('writes what RFC 4180 and the project conventions say, byte for byte', () => {
    const rows: Cell[][] = [
      ['a,b', -5, null],
      ['say "no"', 0.1, Number.NaN],
      ['two\nlines', 1e21, Infinity],
      ['plain', -0, ' padded'],
    ];
    expect(csvText({header: ['text', 'number', 'more'], rows})).toBe(
      'text,number,more\r\n"a,b",-5,\r\n"say ""no""",0.1,\r\n"two\nlines",1e+21,inf\r\nplain,0," padded"\r\n',
    );
  });

  it('puts an apostrophe before text that a spreadsheet would run, and leaves numbers alone', () => {
    const starts = ['=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];
    for (const start of starts) {
      expect(naive(csvText({header: ['x', 'y'], rows: [[`${start}cmd|' /C calc'!A0`, -5]]}))[1]).toEqual([
        `'${start}cmd|' /C calc'!A0`,
        '-5',
      ]);
    }
    for (const start of ['\t', '\r', '\n', '\0']) {
      expect(csvText({header: ['x'], rows: [[`${start}=1`]]})).toMatch(/^x\r\n"?'/);
    }
  });

  it('leaves no cell that begins a formula when a spreadsheet splits at semicolons, tabs or line breaks', () => {
    fc.assert(
      fc.property(fc.array(hostile, {minLength: 1, maxLength: 3}), (cells) => {
        const text = csvText({
          header: cells.map((_, i) => `h${String(i)}`),
          rows: [['x', ...cells].slice(0, cells.length)],
        });
        for (const part of text.split(/[;\t\r\n]/).slice(1)) expect(part).not.toMatch(/^[=+\-@＝＋－＠]/);
      }),
    );
  });

  it('is read back cell by cell by its own reader', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, fc.double(), hostile), {maxLength: 8}), (rows) => {
        const table = readCsv(csvText({header: ['=h', 'number', 'text'], rows}), 'test.csv');
        expect(table.header).toEqual(['=h', 'number', 'text']);
        expect(table.rows.map(([a, , c]) => [a, c])).toEqual(rows.map(([a, , c]) => [a, c]));
        for (const [i, [, number]] of rows.entries()) {
          const text = table.rows[i][1].replace('inf', 'Infinity');
          expect(text === '' ? Number.NaN : Number(text)).toBe(number === 0 ? 0 : number);
        }
      }),
      {numRuns: 500},
    );
  });

  it('comes in pieces that join to the same text, so that a big table never lies in memory', () => {
    function* rows(): Generator<Cell[]> {
      for (let i = 0; i < 20_000; i++) yield [i, 'some text'];
    }
    const pieces = [...csvPieces({header: ['n', 'text'], rows: rows()})];
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(70_000);
    expect(readCsv(pieces.join(''), 'big.csv').rows).toHaveLength(20_000);
  });

  it('refuses a row of another length than the header', () => {
    expect(() => csvText({header: ['a', 'b'], rows: [[1]]})).toThrow('csv: expected 2 cells (a, b), got 1');
  });
});

describe('readCsv', () => {
  it('accepts a byte order mark, bare line feeds and a last line without an end', () => {
    expect(readCsv('\uFEFFa,b\n1,2\r\n"3\r\n",', 'x.csv')).toEqual({
      header: ['a', 'b'],
      rows: [
        ['1', '2'],
        ['3\r\n', ''],
      ],
    });
  });

  it('names file and line of what it cannot read', () => {
    expect(() => readCsv('a,b\r\n"x\r\ny",1\r\n1\r\n', 'x.csv')).toThrow('x.csv: line 4: expected 2 cells, got 1');
    expect(() => readCsv('a\r\n"open', 'x.csv')).toThrow(
      'x.csv: line 2: expected a closing quote, got the end of the file',
    );
    expect(() => readCsv('a\r\nx"y\r\n', 'x.csv')).toThrow('line 2: expected quotes around the whole cell');
    expect(() => readCsv('a\r\n"x"y\r\n', 'x.csv')).toThrow('line 2: expected a comma or the end of the line, got "y"');
    expect(() => readCsv('', 'x.csv')).toThrow('line 1: expected a header, got an empty file');
  });

  it('stops at its limits', () => {
    expect(() => readCsv('a\n1\n2\n3\n', 'x.csv', {rows: 2})).toThrow('line 4: expected at most 2 rows');
    expect(() => readCsv('a,b,c\n', 'x.csv', {columns: 2})).toThrow('line 1: expected at most 2 columns');
    expect(() => readCsv('abcdef', 'x.csv', {characters: 5})).toThrow('expected at most 5 characters, got 6');
    expect(readCsv('a\n1\n2\n', 'x.csv', {rows: 2}).rows).toHaveLength(2);
  });
});
