import {describe, expect, it, vi} from 'vitest';
import {KINDS, type RunInput} from '../../src/model/input.ts';
import type {Parameter} from '../../src/model/parameter.ts';
import {createModel} from '../../src/model/run.ts';
import {parameters} from '../../src/model/schedule.ts';
import {SEGMENTS} from '../../src/model/segments.ts';
import {DEFECT_CLASSES} from '../../src/model/world.ts';
import {labs, spending, unequal} from './racing.ts';
import {articlePolicy, columnsOf, entry, outcomesOf, regime, scenario, stage} from './support.ts';

vi.setConfig({testTimeout: 60_000});

describe('the race in a scenario', () => {
  it('leaves spending to the scenario when it is off', () => {
    const input = unequal({mechanisms: {race: false}, days: 364, policy: [articlePolicy(100, ['x'])]});
    expect([...spending(input).values()]).toEqual([0.04, 0.04, 0.02]);
  });

  it('by itself yields the textbook equilibrium, whatever the world does, and touches no spending', () => {
    const alone = labs(2, {
      days: 35,
      parameters: {
        'race.alone': 1,
        'race.information': 'none',
        'race.teams': 5,
        'race.enmity': 0.5,
        'race.capability_spread': 1,
      },
    });
    const record = createModel(alone).run({seed: '1', replicate: 0, series: [], tables: []});
    const of = outcomesOf(alone);
    expect(Math.abs(of(record, 'race_safety_winner') - 0.4)).toBeLessThan(0.01);
    expect(of(record, 'race_risk')).toBe(1 - of(record, 'race_safety_winner'));
    expect(of(record, 'race_residual')).toBeLessThan(1e-4);
    expect(of(record, 'race_welfare')).toBeCloseTo((of(record, 'race_safety_winner') * 3) / 5, 9);
    expect([...spending(alone).values()]).toEqual([0.04, 0.04]);
  });

  it('by itself turns with a sanction from helpful to harmful where society switches, 1 - 1/s', () => {
    const welfare = (s: number, setback: number, sanction: number): number => {
      const input = labs(2, {
        days: 7,
        parameters: {
          'race.alone': 1,
          'race.rule': 'imitation',
          'race.speed_advantage': s,
          'race.setback_probability': setback,
          'race.sanction': sanction,
        },
      });
      const record = createModel(input).run({seed: '1', replicate: 0, series: [], tables: []});
      return outcomesOf(input)(record, 'race_welfare');
    };
    for (const s of [1.5, 2, 3]) {
      const line = 1 - 1 / s;
      expect(welfare(s, line + 0.02, s)).toBeGreaterThan(welfare(s, line + 0.02, 0));
      expect(welfare(s, line - 0.02, s)).toBeLessThan(welfare(s, line - 0.02, 0));
    }
  });

  it('gives a voluntary safety spending of 1 to 10 % of R&D in the default world', () => {
    const input = scenario({days: 2 * 364, windows: {years: {from: 56, to: 728}}});
    const record = createModel(input).run({seed: '1', replicate: 0, series: [], tables: []});
    const effort = outcomesOf(input)(record, 'safety_effort');
    expect(effort).toBeGreaterThan(0.01);
    expect(effort).toBeLessThan(0.1);
  });

  it('takes the same path in a smaller unit of money', () => {
    const gate = entry('gate', ['x'], regime([stage('review', {evaluations: 1}), stage('public')]), {from: 100});
    const input = unequal({days: 364, policy: [gate], mechanisms: {research: true, defects: true}});
    const paid = (unit: number): RunInput => ({
      ...input,
      parameters: {...input.parameters, ...moneyTimes(unit)},
      world: {
        ...input.world,
        developers: input.world.developers.map((each) => ({...each, cash: each.cash * unit})),
      },
    });
    const path = (unit: number) => {
      const record = createModel(paid(unit)).run({seed: '1', replicate: 0, series: [], tables: ['developers']});
      return columnsOf(record, 'developers').number('safety_spend');
    };
    expect(new Set(path(1)).size).toBeGreaterThan(4);
    expect(path(1024)).toEqual(path(1));
  });
});

/** Every parameter in money at its default, in a unit so many times as small. */
function moneyTimes(unit: number): Record<string, number> {
  const members = {
    kind: KINDS,
    jurisdiction: ['x'],
    class: DEFECT_CLASSES,
    segment: SEGMENTS,
    stage: ['review', 'public'],
  };
  const scaled: Record<string, number> = {};
  for (const [name, parameter] of Object.entries<Parameter>(parameters)) {
    if (parameter.type !== 'number' || !parameter.unit.startsWith('USD')) continue;
    if (parameter.family === undefined) scaled[name] = parameter.default * unit;
    else {
      for (const member of members[parameter.family]) {
        const value = parameter.defaults?.[member] ?? parameter.default;
        scaled[name.replace(/<.*>/, member)] = value * unit;
      }
    }
  }
  return scaled;
}
