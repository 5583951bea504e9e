import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createTable} from '../../src/engine/table.ts';

const make = () => createTable({size: 'f64', flag: 'u8', matrix: ['i32', 'place']}, {place: 3});

describe('createTable', () => {
  it('numbers rows in birth order and keeps their ids', () => {
    const table = make();
    expect([table.add(7, -1), table.add(8, -2), table.add(9, -3)]).toEqual([0, 1, 2]);
    expect([...table.idLow.subarray(0, 3)]).toEqual([7, 8, 9]);
    expect([...table.idHigh.subarray(0, 3)]).toEqual([-1, -2, -3]);
  });

  it('lists as live what a plain list would, in birth order, whatever is added and retired', () => {
    // Oracle: an array from which retired rows are filtered.
    const steps = fc.array(fc.oneof(fc.constant(-1), fc.nat(40)), {maxLength: 200});
    fc.assert(
      fc.property(steps, (moves) => {
        const table = make();
        let expected: number[] = [];
        for (const move of moves) {
          if (move < 0) expected.push(table.add(0, 0));
          else {
            table.retire(move);
            expected = expected.filter((row) => row !== move);
          }
        }
        expect([...table.live.subarray(0, table.liveCount)]).toEqual(expected);
      }),
    );
  });

  it('never gives the number of a retired row to another', () => {
    const table = make();
    table.add(1, 0);
    table.retire(0);
    expect(table.add(2, 0)).toBe(1);
    expect(table.rows).toBe(2);
  });

  it('keeps every cell of every column, extensions too, when it grows past its first memory', () => {
    const table = make();
    const more = table.extend({note: 'f64', pair: ['f64', 'place']});
    for (let row = 0; row < 1500; row++) {
      table.add(row, -row);
      table.column.size[row] = row / 3;
      table.column.matrix.set([row, row + 1, row + 2], row * 3);
      more.column.note[row] = -row;
      more.column.pair[row * 3 + 2] = row;
    }
    const rows = Array.from({length: 1500}, (_, row) => row);
    expect(rows.every((row) => table.column.size[row] === row / 3)).toBe(true);
    expect(rows.every((row) => table.column.matrix[row * 3 + 1] === row + 1)).toBe(true);
    expect(rows.every((row) => more.column.note[row] === 0 - row)).toBe(true);
    expect(rows.every((row) => more.column.pair[row * 3 + 2] === row && more.column.pair[row * 3] === 0)).toBe(true);
    expect(rows.every((row) => table.idLow[row] === row && table.live[row] === row)).toBe(true);
  });

  it('gives an extension asked for late the length of the table as it is', () => {
    const table = make();
    for (let row = 0; row < 700; row++) table.add(0, 0);
    const late = table.extend({note: 'f64'});
    late.column.note[699] = 5;
    for (let row = 0; row < 700; row++) table.add(0, 0);
    expect(late.column.note[699]).toBe(5);
  });

  it('starts again empty and zeroed after clear, extensions too', () => {
    const table = make();
    const more = table.extend({note: 'f64'});
    table.add(1, 1);
    table.column.size[0] = 3;
    table.column.matrix[2] = 4;
    more.column.note[0] = 5;
    table.clear();
    expect([table.rows, table.liveCount]).toEqual([0, 0]);
    table.add(2, 2);
    expect([table.column.size[0], table.column.matrix[2], more.column.note[0]]).toEqual([0, 0, 0]);
    expect(table.live[0]).toBe(0);
  });

  it('refuses a column over a dimension that has no width', () => {
    expect(() => createTable({x: ['f64', 'nowhere']}, {place: 3})).toThrow('column x: no dimension called "nowhere"');
  });
});
