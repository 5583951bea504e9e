import {describe, expect, it, vi} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {remove} from '../../src/model/mechanisms/discovery.ts';
import {createPosterior} from '../../src/model/mechanisms/posterior.ts';
import {DEFECT_CLASSES} from '../../src/model/world.ts';
import {ALONE, developer, entry, jurisdiction, market, meanOf, regime, scenario, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const none = {'defects.mean.shallow': 0, 'defects.mean.deep': 0, 'defects.mean.trigger': 0, 'defects.mean.drift': 0};

/** Developers who release in turn, each time into one stage of `tau` expert-hours; nobody uses anything. */
function lines(tau: number, parameters: RunInput['parameters']): RunInput {
  return scenario({
    days: 1456,
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [developer('a', 'x', {count: 300, public_model: false})],
    },
    mechanisms: {...ALONE, defects: true},
    policy: [
      entry(
        'test',
        ['x'],
        regime([stage('test', {min_days: tau / 40, evaluator_access: 'white_box'}), stage('public')]),
      ),
    ],
    parameters: {
      'release.law': 'fixed',
      'release.rate.x': 900,
      'testing.days.lab': 0,
      'review.stage_hours': 40,
      'review.skill': 1,
      'findings.law': 'fixed',
      'defects.novelty': 0,
      'safety.efficiency': 0,
      'detection.white_box_multiplier': 1,
      ...none,
      ...parameters,
    },
  });
}

interface Case {
  readonly generation: number; // releases before it
  readonly found: number; // in it, as far as anybody can know
  readonly believed: number; // sum of rates left
  readonly actual: number;
  readonly expected: number; // number left
  readonly left: number;
}

function cases(input: RunInput, name: (typeof DEFECT_CLASSES)[number]): readonly Case[] {
  const parts = takeApart(input, 'lines');
  parts.play();
  const {releases, defects, reviews} = parts.run.world;
  const posterior = createPosterior(parts.run);
  const k = DEFECT_CLASSES.indexOf(name);
  const list: Case[] = [];
  for (let review = 0; review < reviews.rows; review++) {
    if (Number.isNaN(reviews.column.left[review])) continue;
    const release = reviews.column.release[review];
    const first = releases.column.firstDefect[release];
    let [rates, left, found, generation] = [0, 0, 0, 0];
    for (let row = first; row < first + releases.column.defects[release]; row++) {
      if (defects.column.class[row] !== k) continue;
      if (!Number.isNaN(defects.column.found[row]) || defects.column.mendedAt[row] > 0) found++;
      if (!Number.isNaN(defects.column.found[row]) || !Number.isNaN(defects.column.removed[row])) continue;
      rates += defects.column.rate[row];
      left++;
    }
    for (let r = releases.column.previous[release]; r >= 0; r = releases.column.previous[r]) generation++;
    list.push({
      generation,
      found,
      believed: posterior.hazard(k, release),
      actual: rates,
      expected: posterior.left(k, release),
      left,
    });
  }
  return list;
}

const errorOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / values.length;
};

/** Mean of what is there less what was believed, in standard errors and as a share. */
function gap(list: readonly Case[], is: 'hazard' | 'number'): {z: number; share: number} {
  const off = list.map((each) => (is === 'hazard' ? each.actual - each.believed : each.left - each.expected));
  const mean = meanOf(list.map((each) => (is === 'hazard' ? each.believed : each.expected)));
  return {z: meanOf(off) / errorOf(off), share: meanOf(off) / mean};
}

describe('a successor', () => {
  // Oracle: brute force over thousands of releases, against the closed form.
  const parameters = {'defects.mean.deep': 3, 'defects.dispersion': 2, 'defects.inheritance': 0.8};

  it.each([
    ['deep', {'defects.mean.deep': 3, 'defects.inheritance': 0.8, 'defects.dispersion': 2}],
    ['deep', {'defects.mean.deep': 3, 'defects.inheritance': 0.8, 'defects.dispersion': 'unlimited'}],
    ['deep', {'defects.mean.deep': 3, 'defects.inheritance': 0.6, 'defects.rates': 'homogeneous'}],
    ['trigger', {'defects.mean.trigger': 4, 'defects.inheritance': 0.7, 'remediation.trigger_survival': 0.6}],
  ] as const)('has as many %s defects, and as loud ones, as its line’s findings and effort say', (name, more) => {
    const list = cases(lines(800, more), name);
    expect(list.length).toBeGreaterThan(3000);
    const groups = [
      list,
      list.filter(({generation}) => generation === 0),
      list.filter(({generation}) => generation >= 5),
      list.filter(({generation, found}) => generation >= 2 && found === 0),
      list.filter(({generation, found}) => generation >= 2 && found >= 3),
    ];
    for (const group of groups) {
      expect(group.length).toBeGreaterThan(100);
      for (const is of ['hazard', 'number'] as const) {
        const {z, share} = gap(group, is);
        expect(Math.min(Math.abs(z) / 4, Math.abs(share) / 0.03)).toBeLessThan(1);
      }
    }
  });

  it('has quieter defects than its own effort alone would leave', () => {
    // Oracle: Littlewood (1981), mean rate alpha/(beta + tau) of defects that survived tau.
    const late = cases(lines(800, parameters), 'deep').filter(({generation}) => generation >= 5);
    const mean = meanOf(late.map(({actual}) => actual)) / meanOf(late.map(({left}) => left));
    expect(mean).toBeLessThan(0.8 * (0.8 / (1000 + 800)));
  });
});

describe('a defect', () => {
  it('that is found in one arm shifts the fate of no other one', () => {
    // Oracle: the same run with one defect taken out by hand; only its line may differ.
    const play = (takeOut: number) => {
      const parts = takeApart(market({'incidents.reporting': 0.3, 'incidents.scale.deep': 3000}), 'fate');
      const {defects, releases, incidents} = parts.run.world;
      const idOf = (row: number): string => `${defects.idLow[row]}:${defects.idHigh[row]}`;
      let taken = '';
      parts.play(() => {
        if (parts.run.clock.tick !== 60 || takeOut < 0) return;
        const {found, rate, release, class: of} = defects.column;
        const hidden = Array.from({length: defects.rows}, (_, row) => row)
          .filter((row) => of[row] === 1 && Number.isNaN(found[row]) && releases.column.exposure[release[row]] > 0)
          .sort((x, y) => rate[y] - rate[x]);
        taken = idOf(hidden[takeOut]);
        found[hidden[takeOut]] = parts.run.clock.to;
        remove(parts.run.world, hidden[takeOut], parts.run.clock.to);
      });
      const {column, rows} = defects;
      const fates = new Map<string, string>();
      for (let row = 0; row < rows; row++) {
        fates.set(
          `${idOf(row)} in ${releases.idLow[column.release[row]]}`,
          `${column.found[row]} ${column.removed[row]} ${column.retrained[row]}`,
        );
      }
      const struck = new Map(
        Array.from({length: incidents.rows}, (_, row) => [
          `${incidents.idLow[row]}:${incidents.idHigh[row]}`,
          `${incidents.column.day[row]} ${incidents.column.severity[row]} ${incidents.column.release[row]}`,
        ]),
      );
      return {taken, fates, struck};
    };
    const reference = play(-1);
    let spared = 0;
    for (const takeOut of [0, 1, 2]) {
      const {taken, fates, struck} = play(takeOut);
      const differ = [...fates].filter(([key, fate]) => reference.fates.get(key) !== fate);
      expect(differ.filter(([key]) => !key.startsWith(taken))).toEqual([]);
      expect([...struck].filter(([key, what]) => reference.struck.get(key) !== what)).toEqual([]);
      spared += reference.struck.size - struck.size;
    }
    expect(reference.struck.size).toBeGreaterThan(200);
    expect(spared).toBeGreaterThan(0);
  });

  it('of the drifting kind shows by the use of its whole line, so that fast supersession does not hide it', () => {
    // Oracle: the onset. Each release is in use for 91 days; alone none lasts the half year before drift shows.
    const count = (inheritance: number): number => {
      const drifting = {'defects.mean.drift': 3, 'incidents.drift_onset': 6, 'incidents.scale.drift': 3000};
      const parts = takeApart(market({...none, ...drifting, 'defects.inheritance': inheritance}), 'drift');
      parts.play();
      const {day} = parts.run.world.incidents.column;
      const list = Array.from(day.subarray(0, parts.run.world.incidents.rows));
      expect(Math.min(Infinity, ...list)).toBeGreaterThan(6 * 30);
      return list.length;
    };
    expect(count(0)).toBe(0);
    expect(count(1)).toBeGreaterThan(100);
  });
});

describe('retraining', () => {
  it.each([0, 0.4, 1])('leaves the share %f of found triggers in, wherever they were found', (survival) => {
    const parts = takeApart(
      market({
        ...none,
        'defects.mean.trigger': 6,
        'remediation.trigger_survival': survival,
        'detection.hidden_black_box': 1,
        'testing.hours.lab': 60,
      }),
      'retraining',
    );
    parts.play();
    const {column, rows} = parts.run.world.defects;
    let [trained, out] = [0, 0];
    for (let row = 0; row < rows; row++) {
      if (column.ancestor[row] >= 0) continue; // it carries the count of its line
      trained += column.retrained[row];
      if (!Number.isNaN(column.removed[row])) out++;
    }
    expect(trained).toBeGreaterThan(200);
    expect(Math.abs(1 - out / trained - survival)).toBeLessThan(
      4 * Math.sqrt((survival * (1 - survival)) / trained) + 1e-9,
    );
  });
});
