import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {ALONE, developer, entry, jurisdiction, regime, scenario, stage, takeApart} from './support.ts';

// Oracle: independent holders, each of whom leaks within a year with probability l: P = 1 - (1 - l)^(H t).

describe('leaks from gates', () => {
  const gated = (more: RunInput['parameters'] = {}, mechanisms: RunInput['mechanisms'] = {}) =>
    scenario({
      days: 3640,
      windows: {all: {from: 0, to: 3640}},
      world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {public_model: false})]},
      mechanisms: {...ALONE, evasion: false, liability: false, ...mechanisms},
      policy: [entry('gate', ['x'], regime([stage('test', {min_days: 1e5}), stage('public')]))],
      parameters: {
        'release.law': 'fixed',
        'release.rate.x': 60,
        'leaks.endpoint': 0.05,
        'leaks.holders.accredited': 10,
        ...more,
      },
    });

  it('come at -H ln(1 - l) a year from every release in the gate', () => {
    const parts = takeApart(gated());
    parts.play();
    const {releases, leaks} = parts.run.world;
    let years = 0;
    const first = new Map<number, number>();
    for (let row = 0; row < leaks.rows; row++) {
      const release = leaks.column.release[row];
      if (!first.has(release)) first.set(release, leaks.column.day[row] - releases.column.submitted[release]);
    }
    let within = 0;
    let followed = 0;
    for (let row = 0; row < releases.rows; row++) {
      if (Number.isNaN(releases.column.submitted[row])) continue;
      years += (3640 - releases.column.submitted[row]) / 365.25;
      if (3640 - releases.column.submitted[row] < 365.25) continue;
      followed++;
      if ((first.get(row) ?? Infinity) < 365.25) within++;
    }
    const mean = -10 * Math.log(1 - 0.05) * years;
    expect(mean).toBeGreaterThan(1000);
    expect(Math.abs(leaks.rows - mean)).toBeLessThan(4 * Math.sqrt(mean));
    // P(leak within a year) = 1 - (1 - l)^H; access begins with the step after submission is seen, at most 7 days late.
    const p = 1 - (1 - 0.05) ** 10;
    expect(Math.abs(within / followed - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / followed) + 0.01);
  });

  it('need holders, and the switch', () => {
    for (const input of [gated({'leaks.holders.accredited': 0}), gated({}, {leaks: false})]) {
      const parts = takeApart(input);
      parts.play();
      expect(parts.run.world.leaks.rows).toBe(0);
    }
  });

  /** The same lab under gates of several places, or of one alone. */
  const spread = (places: readonly string[], more: RunInput['parameters'] = {}): RunInput => ({
    ...gated(more),
    world: {
      jurisdictions: ['x', 'y', 'z'].map((id, n) => jurisdiction(id, {spend_share: [0.5, 0.3, 0.2][n]})),
      developers: [
        developer('a', 'x', {public_model: false, markets: 'all'}),
        developer('o', 'x', {kind: 'open', open_weights: true, public_model: false, markets: 'all'}),
      ],
    },
    policy: [
      entry(
        'gate',
        places,
        regime([stage('test', {min_days: 1e5, evaluations: 3, evaluator_access: 'white_box'}), stage('public')]),
      ),
    ],
  });

  it('are as many under several gates as under one: a holder of access is counted once', () => {
    // Oracle: the same closed form with all holders, whatever the number of gates; by jurisdiction they follow spend.
    const parts = takeApart(spread(['x', 'y', 'z'], {'leaks.weights': 0}));
    parts.play();
    const {releases, leaks} = parts.run.world;
    let years = 0;
    for (let row = 0; row < releases.rows; row++) {
      if (!Number.isNaN(releases.column.submitted[row * 3]))
        years += (3640 - releases.column.submitted[row * 3]) / 365.25;
    }
    const mean = -10 * Math.log(1 - 0.05) * years;
    expect(Math.abs(leaks.rows - mean)).toBeLessThan(4 * Math.sqrt(mean));
    const inFirst = leaks.column.jurisdiction.slice(0, leaks.rows).filter((j) => j === 0).length;
    expect(inFirst / leaks.rows).toBeCloseTo(0.5, 1);
  });

  it('are none where the release is public elsewhere, save of closed weights', () => {
    // Oracle: whoever wants access or open weights gets them in z, where there is no gate.
    const parts = takeApart(spread(['x', 'y'], {'leaks.weights': 0.05}));
    parts.play();
    const {releases, leaks} = parts.run.world;
    const leaked = [...leaks.column.release.slice(0, leaks.rows)];
    expect(leaked.length).toBeGreaterThan(100);
    for (const release of leaked) expect(releases.column.open[release]).toBe(0);
    expect([...leaks.column.channel.slice(0, leaks.rows)].every((channel) => channel === 0)).toBe(true);
  });

  it('of weights happen once, and of open weights only', () => {
    const parts = takeApart({
      ...gated({'leaks.weights': 0.5, 'leaks.endpoint': 0}),
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [
          developer('a', 'x', {public_model: false}),
          developer('o', 'x', {kind: 'open', open_weights: true, public_model: false}),
        ],
      },
    });
    parts.play();
    const {releases, leaks} = parts.run.world;
    const leaked = [...leaks.column.release.slice(0, leaks.rows)];
    expect(leaked.length).toBeGreaterThan(100);
    expect(new Set(leaked).size).toBe(leaked.length);
    for (const release of leaked) expect(releases.column.open[release]).toBe(1);
  });
});
