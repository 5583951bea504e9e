import '../../support/fast-check.ts';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../../src/model/input.ts';
import {outcomeSlots} from '../../../src/model/observe.ts';
import {familyPrefix, type NumberParameter, type Parameter} from '../../../src/model/parameter.ts';
import {createModel} from '../../../src/model/run.ts';
import {parameters} from '../../../src/model/schedule.ts';
import {randomWorld, WORLDS} from './random-world.ts';

const TIMES = 1024; // a power of two: no rounding in it

/** 1 where a unit counts money, -1 where it is per unit of money, else 0. */
function powerOf(unit: string): number {
  const at = unit.indexOf('USD');
  if (at < 0) return 0;
  return /\bper\b/.test(unit.slice(0, at)) ? -1 : 1;
}

const scaled = (value: number, unit: string): number => value * TIMES ** powerOf(unit);

/** Every default that counts money, times 1024, unless the scenario says something else. */
function moneyDefaults(): Record<string, number> {
  return Object.fromEntries(
    Object.entries<Parameter>(parameters).flatMap(([name, parameter]) => {
      if (parameter.type !== 'number' || powerOf(parameter.unit) === 0) return [];
      const prefix = familyPrefix(name);
      if (prefix === undefined) return [[name, scaled(parameter.default, parameter.unit)]];
      return membersOf(parameter).map((member) => [
        `${prefix}${member}`,
        scaled(parameter.defaults?.[member] ?? parameter.default, parameter.unit),
      ]);
    }),
  );
}

const membersOf = ({family, defaults = {}}: NumberParameter): string[] => {
  if (family === 'kind') return ['lab', 'startup', 'open', 'underground'];
  if (family === 'jurisdiction') return ['x', 'y', ...Object.keys(defaults)];
  throw new Error(`a family of money over ${String(family)}: say its members here`);
};

/** The same scenario told in a unit of money 1024 times smaller. */
function retold(input: RunInput): RunInput {
  const said = Object.entries(input.parameters).map(([name, value]) => {
    const parameter = (parameters as Record<string, Parameter | undefined>)[name];
    return [name, parameter?.type === 'number' && typeof value === 'number' ? scaled(value, parameter.unit) : value];
  });
  return {
    ...input,
    parameters: {...moneyDefaults(), ...(Object.fromEntries(said) as RunInput['parameters'])},
    world: {
      ...input.world,
      developers: input.world.developers.map((each) => ({
        ...each,
        cash: each.cash * TIMES,
        other_income: each.other_income * TIMES,
      })),
    },
    policy: input.policy.map((each) => ({
      ...each,
      regime: {
        ...each.regime,
        ...(each.regime.product_cost !== undefined && {product_cost: each.regime.product_cost * TIMES}),
      },
    })),
  };
}

describe('the unit of money', () => {
  // Oracle: homogeneity. Powers of two scale without rounding, so every bit but the exponent must stay.
  it('changes amounts of money in proportion and nothing else, bit for bit', {timeout: 600_000}, () => {
    fc.assert(
      fc.property(randomWorld, fc.integer({min: 0, max: 1000}), (input, replicate) => {
        const wish = {seed: 'money', replicate, series: [], tables: []};
        const plain = createModel(input).run(wish).outcomes;
        const other = createModel(retold(input)).run(wish).outcomes;
        const wrong = outcomeSlots(input).flatMap(({id, window, unit}, slot) => {
          const wanted = scaled(plain[slot], unit);
          return Object.is(other[slot], wanted)
            ? []
            : [`${id}@${window} (${unit}): ${String(wanted)} became ${String(other[slot])}`];
        });
        expect(wrong).toEqual([]);
      }),
      {numRuns: WORLDS, endOnFailure: true},
    );
  });
});
