import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {labelHeights} from '../../src/charts/fan-chart.ts';
import {rowAfterKey} from '../../src/charts/read-out.ts';
import {LETTER, placeRules} from '../../src/charts/rule-rows.ts';
import {apart} from '../../src/charts/time-marks.ts';

describe('labelHeights', () => {
  it('leaves two labels where they are when they do not touch', () => {
    expect(labelHeights([10, 40], 15)).toEqual([10, 40]);
  });

  it('moves two touching labels apart by the gap, around their middle', () => {
    const height = fc.double({min: 0, max: 300, noNaN: true});
    fc.assert(
      fc.property(height, fc.double({min: -14.9, max: 14.9, noNaN: true}), (a, offset) => {
        const [p, q] = labelHeights([a, a + offset], 15);
        expect(Math.abs(p - q)).toBeCloseTo(15, 6);
        expect((p + q) / 2).toBeCloseTo(a + offset / 2, 6);
      }),
    );
  });

  it('keeps the order of the lines and passes over one that is empty', () => {
    const [a, empty, b] = labelHeights([20, NaN, 18], 15);
    expect(empty).toBeNaN();
    expect(b).toBeLessThan(a);
  });
});

describe('placeRules', () => {
  it('lets no two labels of one row overlap, wherever the rules are', () => {
    const rules = fc.array(
      fc.record({time: fc.integer({min: 0, max: 500}), label: fc.string({minLength: 1, maxLength: 30})}),
      {maxLength: 12},
    );
    fc.assert(
      fc.property(rules, (list) => {
        const placed = placeRules(list, (time) => time, 0, 500);
        expect(placed).toHaveLength(list.length);
        for (const [i, p] of placed.entries()) {
          for (const q of placed.slice(i + 1).filter(({row}) => row === p.row)) {
            expect(q.left).toBeGreaterThanOrEqual(p.left + p.label.length * LETTER);
          }
        }
      }),
    );
  });

  it('leaves out what happens outside the chart', () => {
    expect(
      placeRules(
        [
          {time: -1, label: 'x'},
          {time: 501, label: 'y'},
        ],
        (time) => time,
        0,
        500,
      ),
    ).toEqual([]);
  });
});

describe('rowAfterKey', () => {
  it('never leaves the chart and knows only keys of movement', () => {
    expect(rowAfterKey('ArrowLeft', 0, 10, 5)).toBe(0);
    expect(rowAfterKey('ArrowRight', 9, 10, 5)).toBe(9);
    expect(rowAfterKey('PageUp', 2, 10, 5)).toBe(7);
    expect(rowAfterKey('Home', 5, 10, 5)).toBe(0);
    expect(rowAfterKey('End', 5, 10, 5)).toBe(9);
    expect(rowAfterKey('End', 2, 10, 5, 7)).toBe(7);
    expect(rowAfterKey('a', 5, 10, 5)).toBeUndefined();
  });
});

describe('apart', () => {
  it('draws the chosen window and only those that do not overlap it', () => {
    const window = (label: string, from: number, to: number, chosen = false) => ({label, from, to, chosen});
    const windows = [window('before', 0, 10), window('after', 10, 20), window('steady', 15, 30, true)];
    expect(apart(windows).map(({label}) => label)).toEqual(['steady', 'before']);
  });
});
