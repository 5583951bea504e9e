import type {FanRule} from './fan-data.ts';

/** Widest usual advance of the small labels, px: measuring them would force a layout at every redraw. */
export const LETTER = 6.2;

const GAP = 8; // px between two labels of a row

export interface PlacedRule extends FanRule {
  readonly row: number; // below the axis, from 0
  readonly left: number; // edge of the label, px
}

/** Puts the labels of the rules between `left` and `right` into rows, so that none touches another. */
export function placeRules(
  rules: readonly FanRule[],
  x: (time: number) => number,
  left: number,
  right: number,
): PlacedRule[] {
  const ends: number[] = []; // where the last label of each row ends
  return rules
    .filter(({time}) => x(time) >= left && x(time) <= right)
    .sort((p, q) => p.time - q.time)
    .map((rule) => {
      const width = rule.label.length * LETTER;
      const start = Math.max(Math.min(x(rule.time) - width / 2, right - width), 0);
      const free = ends.findIndex((end) => end + GAP <= start);
      const row = free < 0 ? ends.length : free;
      ends[row] = start + width;
      return {...rule, row, left: start};
    });
}
