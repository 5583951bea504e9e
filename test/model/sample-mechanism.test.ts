import {expect, it} from 'vitest';
import {parts} from '../../src/model/parts.ts';
import {createModel, type RunWish} from '../../src/model/run.ts';
import {levy} from './levy.ts';
import {ALONE, developer, jurisdiction, scenario} from './support.ts';

const wish: RunWish = {seed: 'levy', replicate: 0, series: [], tables: []};
const week = [...parts, levy]; // the one line that a new mechanism needs beside its file

it('a new mechanism is one file and one line, and comes with its parameter', () => {
  // Oracle: one week of exponential decay, of what the week leaves without the levy.
  const world = {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {cash: 1000})]};
  const cashAfterWeek = (rate: number): number => {
    const model = createModel(scenario({days: 7, mechanisms: ALONE, world, parameters: {'levy.rate': rate}}), week);
    model.run(wish);
    return model.world.developers.column.cash[0];
  };
  expect(cashAfterWeek(0)).toBeGreaterThan(0);
  expect(cashAfterWeek(0.5)).toBeCloseTo(cashAfterWeek(0) * Math.exp((-0.5 * 7) / 365.25), 9);
});

it('a new mechanism that is off, or at zero, changes no bit of the others', () => {
  const input = scenario({days: 364});
  const {digest} = createModel(input).run(wish);
  expect(createModel(input, week).run(wish).digest).toBe(digest);
  expect(
    createModel({...input, parameters: {...input.parameters, 'levy.rate': 0.5}, mechanisms: {levy: false}}, week).run(
      wish,
    ).digest,
  ).toBe(digest);
  const levied = createModel({...input, parameters: {...input.parameters, 'levy.rate': 0.5}}, week);
  expect(levied.run(wish).digest).not.toBe(digest);
});
