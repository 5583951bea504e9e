import {describe, expect, it} from 'vitest';
import {differenceStrip} from '../../src/charts/difference-strip.ts';
import {fanChart} from '../../src/charts/fan-chart.ts';
import {drawReadOut, rowAt} from '../../src/charts/read-out.ts';
import {fixedFan, fixedRuns} from '../gallery/fixed-data.ts';

const SHAPE = {before: 150, a: 182, b: 313, spread: 0.3};
const SIZE = {width: 640, height: 320};
const svg = () => document.body.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
const count = (root: Element, selector: string) => root.querySelectorAll(selector).length;

describe('fanChart', () => {
  it('draws a median and two bands per side, all medians above all bands', () => {
    const root = svg();
    fanChart(root, fixedFan('Time', 'days', SHAPE), SIZE);
    expect(count(root, 'path.median')).toBe(2);
    expect(count(root, 'path.band')).toBe(4);
    const [band, median] = [root.querySelector('.band'), root.querySelector('.median')] as [Element, Element];
    expect(band.compareDocumentPosition(median) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('moves the same marks when it is called again', () => {
    const root = svg();
    fanChart(root, fixedFan('Time', 'days', SHAPE), SIZE);
    const marks = [...root.querySelectorAll('path, text.label')];
    const before = marks.map((mark) => mark.getAttribute('d'));
    fanChart(root, fixedFan('Time', 'days', {...SHAPE, b: 900}), SIZE);
    expect([...root.querySelectorAll('path, text.label')]).toEqual(marks);
    expect(marks.map((mark) => mark.getAttribute('d'))).not.toEqual(before);
  });

  it('puts a value at the height its axis says', () => {
    const root = svg();
    const data = fixedFan('Time', 'days', SHAPE);
    const {y, bottom, top} = fanChart(root, data, SIZE);
    expect(y(0)).toBe(bottom);
    expect(y(y.domain()[1])).toBe(top);
    const ticks = [...root.querySelectorAll('g.level')].map((level) => ({
      text: Number(level.textContent),
      height: Number(/,([\d.]+)\)/.exec(level.getAttribute('transform') ?? '')?.[1]),
    }));
    for (const {text, height} of ticks) expect(height).toBeCloseTo(y(text), 6);
  });

  it('has room for what its levels are called, up to 100,000', () => {
    // Oracle: the boxes of the browser, in the size that the page sets labels in.
    const root = svg();
    root.style.fontSize = '11px';
    fanChart(root, fixedFan('Incidents', 'per year', {...SHAPE, b: 60_000}), SIZE);
    const {left} = root.getBoundingClientRect();
    const names = [...root.querySelectorAll('g.level text')];
    expect(names.some(({textContent}) => textContent.length > 5)).toBe(true);
    for (const name of names) expect(name.getBoundingClientRect().left).toBeGreaterThanOrEqual(left);
  });

  it('leaves a gap where weeks have no value, and draws nothing of an empty side', () => {
    const root = svg();
    const data = fixedFan('Time', 'days', SHAPE);
    const empty = {...data.sides[1], median: new Float64Array(data.times.length).fill(NaN), bands: []};
    fanChart(root, {...data, sides: [data.sides[0], empty]}, SIZE);
    expect(root.innerHTML).not.toContain('NaN');
    expect(root.querySelector('path.median.b')?.getAttribute('d')).toBeNull();
    expect(root.querySelector('text.label.b')?.textContent).toBe('');
  });

  it('has an accessible name and says its unit', () => {
    const root = svg();
    fanChart(root, fixedFan('Time to market', 'days', SHAPE), SIZE);
    expect(root.getAttribute('role')).toBe('img');
    expect(root.getAttribute('aria-label')).toContain('Time to market');
    expect(root.querySelector('text.unit')?.textContent).toBe('days');
  });
});

describe('the read-out', () => {
  it('finds the nearest week to a place and marks every side there', () => {
    const root = svg();
    const data = fixedFan('Time', 'days', SHAPE);
    const frame = fanChart(root, data, SIZE);
    for (const row of [0, 100, data.times.length - 1]) {
      expect(rowAt(frame.x(data.times[row]) + 0.3, data.times, frame)).toBe(row);
    }
    drawReadOut(root, data, frame, 100);
    const dots = [...root.querySelectorAll('.read-out circle')];
    expect(dots.map((dot) => Number(dot.getAttribute('cy')))).toEqual(
      data.sides.map(({median}) => frame.y(median[100])),
    );
    drawReadOut(root, data, frame, undefined);
    expect(count(root, '.read-out *')).toBe(0);
  });
});

describe('differenceStrip', () => {
  it('draws all runs as one path, and zero inside the picture even when no run is near it', () => {
    const root = svg();
    const data = {title: 'B minus A', mean: 131, low: 120, high: 142, runs: fixedRuns(131, 30)};
    differenceStrip(root, data, {width: 300, height: 28});
    differenceStrip(root, data, {width: 300, height: 28});
    expect(count(root, 'path.runs')).toBe(1);
    const zero = Number(root.querySelector('.zero')?.getAttribute('x1'));
    const mean = Number(root.querySelector('.mean')?.getAttribute('cx'));
    expect(zero).toBeGreaterThanOrEqual(0);
    expect(mean).toBeGreaterThan(zero);
  });

  it('shows nothing but its line while there is no result', () => {
    const root = svg();
    differenceStrip(root, {title: 'none', mean: NaN, low: NaN, high: NaN, runs: []}, {width: 300, height: 28});
    expect(root.innerHTML).not.toContain('NaN');
  });
});
