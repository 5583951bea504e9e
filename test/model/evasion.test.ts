import {describe, expect, it} from 'vitest';
import type {Kind, RunInput} from '../../src/model/input.ts';
import type {Run} from '../../src/model/mechanism.ts';
import {createEvasion, MODE, WAY} from '../../src/model/mechanisms/evasion.ts';
import {CLEARANCE, LEAKS} from '../../src/model/world.ts';
import {developer, entry, jurisdiction, outcomesOf, regime, scenario, stage, takeApart} from './support.ts';
import {createModel} from '../../src/model/run.ts';

const START = 28;
const WAIT = 300;
const HEAVY = {'inspection.sensitivity': 0.5, 'fine.flat': 1e9, 'evasion.noise': 0, 'evasion.friction': 1};

/** Rich developers, each with a release every 60 days, and a gate of 300 days. */
function gated(kind: Kind, parameters: RunInput['parameters'], more: Partial<RunInput> = {}): RunInput {
  return scenario({
    days: 364,
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [developer('a', 'x', {count: 6, kind, cash: 1e15, installed: 0.5, compute_spread: 0.3})],
    },
    mechanisms: {entry: false, exit: false, costs: false, submission_choice: false, abandonment: false, race: false},
    policy: [entry('rule', ['x'], regime([stage('a', {min_days: WAIT}), stage('public')]), {from: START})],
    parameters: {
      'evasion.trust_loss': 0,
      'evasion.customer_loss': 0,
      [`research.cycle_days.${kind}`]: 60,
      [`testing.days.${kind}`]: 0,
      'teams.x': 'unlimited',
      'accounts.overhead.underground': 0,
      ...HEAVY,
      ...parameters,
    },
    ...more,
  });
}

describe('the choice without noise', () => {
  /** What a developer of a kind does about a release that waits in the gate, with some numbers replaced. */
  function choiceOf(kind: Kind, numbers: Readonly<Record<string, number>>): number {
    const input = gated(kind, {});
    const parts = takeApart({...input, mechanisms: {...input.mechanisms, evasion: false}});
    parts.play();
    const {world} = parts.run;
    const place = Array.from(world.releases.column.clearance).indexOf(CLEARANCE.gate);
    const run: Run = {...parts.run, number: (name) => numbers[name] ?? parts.run.number(name)};
    const evasion = createEvasion(run);
    evasion.weigh(place);
    const rule = world.regimes[0];
    if (rule === null) throw new Error('no rule');
    return evasion.choose(place, rule, {wait: WAIT, cost: 0, life: 60, easing: Infinity, announced: 0});
  }
  const kept = Math.exp((-(0.12 + 0.25) * WAIT) / 365.25); // of the value, by whoever complies

  it('is to give the weights away iff that keeps more than the gate does, and is not traced', () => {
    const untraced = {'evasion.attribution': 0};
    expect(choiceOf('lab', {...untraced, 'evasion.open_kept': kept * 1.001})).toBe(WAY.open);
    expect(choiceOf('lab', {...untraced, 'evasion.open_kept': kept * 0.999})).toBe(WAY.comply);
    expect(choiceOf('lab', {'evasion.attribution': 1, 'evasion.open_kept': 1})).toBe(WAY.comply);
  });

  it('is to go on in secret for the unknown alone, iff enough customers follow and nobody sees it', () => {
    const unseen = {'underground.conceal': 1, 'underground.supplier_lag': 0, 'evasion.open_kept': 0};
    const customers = (share: number) => ({'demand.underground_discount': Math.log(share) * 0.6}); // x l
    expect(choiceOf('startup', {...unseen, ...customers(kept * 1.001)})).toBe(WAY.hide);
    expect(choiceOf('startup', {...unseen, ...customers(kept * 0.999)})).toBe(WAY.comply);
    expect(choiceOf('lab', {...unseen, ...customers(1)})).toBe(WAY.comply);
    expect(choiceOf('startup', {...unseen, ...customers(1), 'underground.conceal': 0})).toBe(WAY.comply);
    expect(choiceOf('startup', {...unseen, ...customers(1), 'underground.supplier_lag': 1e6})).toBe(WAY.comply);
  });
});

describe('weights given away instead of a gate', () => {
  const generous = {'evasion.open_kept': 1, 'evasion.attribution': 0};

  it('are out once and for good, sold by nobody and served by whoever hides', () => {
    const input = gated('lab', generous);
    const model = createModel(input);
    const record = model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {releases, leaks, developers} = model.world;
    const late = Array.from({length: releases.rows}, (_, row) => row).filter(
      (row) => releases.column.tested[row] > START + 7 && releases.column.origin[row] < 0,
    );
    const own = late.filter((row) => developers.column.kind[releases.column.developer[row]] === 0);
    expect(own.length).toBeGreaterThan(10);
    const given = [...leaks.column.release.slice(0, leaks.rows)];
    expect(new Set(given).size).toBe(given.length);
    expect(own.every((row) => given.includes(row))).toBe(true);
    expect([...leaks.column.channel.slice(0, leaks.rows)].every((each) => LEAKS[each] === 'published')).toBe(true);
    for (const row of own) {
      expect([releases.column.clearance[row], releases.column.access[row]]).toEqual([CLEARANCE.withheld, 0]);
      expect(releases.column.uncleared[row]).toBeNaN();
    }
    const valueOf = outcomesOf(input);
    expect(valueOf(record, 'leaks')).toBe(0);
    expect(valueOf(record, 'underground_share')).toBeGreaterThan(0);
    expect(valueOf(record, 'fines')).toBe(0);
  });

  it('are fined where they are traced, and not recalled', () => {
    const traced = {'evasion.attribution': 1, 'fine.flat': 1, 'fine.turnover': 0, 'evasion.open_kept': 10};
    const parts = takeApart(gated('lab', traced));
    parts.play();
    const {inspections, developers} = parts.run.world;
    const fines = Array.from(inspections.column.fine.slice(0, inspections.rows)).filter((each) => each > 0);
    expect(fines.length).toBeGreaterThan(3);
    expect(fines.every((each) => each === 1)).toBe(true);
    expect([...developers.column.mode.slice(0, 6)]).toEqual(Array(6).fill(MODE.nameless));
  });

  it('are no choice where nobody evades', () => {
    const input = gated('lab', generous);
    const digest = (parameters: RunInput['parameters']) =>
      createModel({...input, mechanisms: {...input.mechanisms, evasion: false}, parameters}).run({
        seed: '1',
        replicate: 0,
        series: [],
        tables: [],
      }).digest;
    expect(digest(input.parameters)).toBe(digest({...input.parameters, 'evasion.open_kept': 0}));
  });
});

describe('a start-up that goes on in secret', () => {
  it('sells without clearance, and no inspector sees it where all is concealed', () => {
    const hiding = {'underground.conceal': 1, 'underground.supplier_lag': 0, 'demand.underground_discount': -0.01};
    const parts = takeApart(gated('startup', {...hiding, 'evasion.open_kept': 0}));
    parts.play();
    const {releases, developers} = parts.run.world;
    const sold = Array.from(releases.column.uncleared.slice(0, releases.rows)).filter((day) => day >= START);
    expect(sold.length).toBeGreaterThan(5);
    expect([...developers.column.mode.slice(0, 6)]).toContain(MODE.secret);
    expect(parts.run.world.inspections.column.detected.every((each) => each === 0)).toBe(true);
  });
});
