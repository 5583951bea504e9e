import type {Selection} from 'd3';
import type {FanRule, FanWindow} from './fan-data.ts';
import {AXIS, type Frame, RULE_ROW} from './frame.ts';
import {LETTER, type PlacedRule, placeRules} from './rule-rows.ts';

type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** The windows that can be drawn side by side: the chosen one first, then those that overlap none already taken. */
export function apart(windows: readonly FanWindow[]): FanWindow[] {
  const taken: FanWindow[] = [];
  for (const window of [...windows.filter(({chosen}) => chosen), ...windows.filter(({chosen}) => !chosen)]) {
    if (taken.every(({from, to}) => window.to <= from || window.from >= to)) taken.push(window);
  }
  return taken;
}

/** Shades the chosen window and brackets each with its name, in the strip above the plot. */
export function windowMarks(layer: Layer, frame: Frame, windows: readonly FanWindow[]): void {
  const {x, top, bottom} = frame;
  const start = ({from}: FanWindow) => Math.max(x(from), frame.left);
  const end = ({to}: FanWindow) => Math.min(x(to), frame.right);
  const width = (window: FanWindow) => Math.max(end(window) - start(window) - 2, 0);

  const groups = layer
    .selectAll<SVGGElement, FanWindow>('g.window')
    .data(apart(windows), ({label}) => label)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'window');
      group.append('rect').attr('class', 'shade');
      group.append('rect').attr('class', 'bracket').attr('height', 2).attr('rx', 1);
      group.append('text').attr('text-anchor', 'middle');
      return group;
    })
    .classed('chosen', ({chosen}) => chosen);
  groups
    .select('rect.shade')
    .attr('x', (window) => start(window) + 1)
    .attr('width', width)
    .attr('y', top)
    .attr('height', bottom - top);
  groups
    .select('rect.bracket')
    .attr('x', (window) => start(window) + 1)
    .attr('width', width)
    .attr('y', top - 4);
  groups
    .select('text')
    .attr('x', (window) => (start(window) + end(window)) / 2)
    .attr('y', top - 9)
    .text((window) => (window.label.length * LETTER < width(window) ? window.label : ''));
}

/** Vertical lines at the moments when rules change, each named below the axis. */
export function ruleMarks(layer: Layer, frame: Frame, rules: readonly FanRule[]): void {
  const {x, left, right, top, bottom} = frame;
  const groups = layer
    .selectAll<SVGGElement, PlacedRule>('g.rule')
    .data(placeRules(rules, x, left, right), ({time, label}) => `${String(time)} ${label}`)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'rule');
      group.append('line');
      group.append('text').attr('text-anchor', 'middle');
      return group;
    });
  groups
    .select('line')
    .attr('x1', ({time}) => x(time))
    .attr('x2', ({time}) => x(time))
    .attr('y1', top - 4)
    .attr('y2', bottom);
  groups
    .select('text')
    .attr('x', (rule) => rule.left + (rule.label.length * LETTER) / 2)
    .attr('y', ({row}) => bottom + AXIS + 13 + row * RULE_ROW)
    .text(({label}) => label);
}
