import {describe, expect, it, vi} from 'vitest';
import type {PolicyEntry, Regime, RunInput} from '../../src/model/input.ts';
import type {Run} from '../../src/model/mechanism.ts';
import {believedIntensity, detectionChance, undisturbed} from '../../src/model/mechanisms/deterrence.ts';
import {createEvasion, type Terms, WAY} from '../../src/model/mechanisms/evasion.ts';
import {accessMask, SEGMENTS} from '../../src/model/segments.ts';
import {CLEARANCE} from '../../src/model/world.ts';
import {developer, entry, jurisdiction, regime, scenario, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const START = 28;
const gate = (rules: Partial<Regime> = {}, more: Partial<PolicyEntry> = {}): PolicyEntry =>
  entry('rule', ['x'], regime([stage('a', {min_days: 300}), stage('public')], rules), {from: START, ...more});

/** Rich labs, each with a release every 60 days, and a gate of 300 days where nothing but fines deters. */
function ruled(parameters: RunInput['parameters'], more: Partial<RunInput> = {}): RunInput {
  return scenario({
    days: 364,
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [developer('a', 'x', {count: 6, cash: 1e15, installed: 0.5, compute_spread: 0.3})],
    },
    mechanisms: {entry: false, exit: false, costs: false, submission_choice: false, abandonment: false, race: false},
    policy: [gate()],
    parameters: {
      'evasion.trust_loss': 0,
      'evasion.friction': 1,
      'evasion.customer_loss': 0,
      'research.cycle_days.lab': 60,
      'research.catch_up.x': 0,
      'research.noise': 4,
      'imitation.rate': 0,
      'testing.days.lab': 0,
      'teams.x': 'unlimited',
      ...parameters,
    },
    ...more,
  });
}

const without = (switches: RunInput['mechanisms']): Partial<RunInput> => ({
  mechanisms: {...ruled({}).mechanisms, ...switches},
});

/** What became of the releases that were tested under the rule, in the only jurisdiction. */
function play(input: RunInput, watch?: (run: Run) => void) {
  const parts = takeApart(input);
  const {run} = parts;
  let worst = 0;
  let turnover = 0;
  parts.play(() => {
    const {developers} = run.world;
    let cash = 0;
    for (let row = 0; row < developers.rows; row++) {
      cash += developers.column.cash[row];
      turnover += Math.abs(developers.column.cash[row]);
    }
    const {customers, suppliers, regulators, investors} = parts.phases.ledger;
    worst = Math.max(worst, Math.abs(cash + customers + suppliers + regulators + investors) / (1 + turnover));
    watch?.(run);
  });
  const {releases} = run.world;
  const width = run.world.jurisdictions.length;
  const rows = Array.from({length: releases.rows}, (_, row) => row).filter(
    (row) => releases.column.tested[row] > START + 7,
  );
  return {run, worst, rows, sold: rows.map((row) => releases.column.uncleared[row * width])};
}

describe('beliefs about inspections', () => {
  it('are the mean of a gamma posterior, found by integration', () => {
    const [weight, announced, seen, due] = [4, 2, 3, 5];
    const rate = weight / announced;
    const density = (x: number): number =>
      x ** (weight - 1) * Math.exp(-rate * x) * (due * x) ** seen * Math.exp(-due * x);
    let mass = 0;
    let mean = 0;
    for (let x = 0.0005; x < 40; x += 0.001) {
      mass += density(x);
      mean += x * density(x);
    }
    expect(believedIntensity(weight, announced, seen, due)).toBeCloseTo(mean / mass, 6);
  });

  it('begin with the announcement and end with experience', () => {
    expect(believedIntensity(4, 3, 0, 0)).toBeCloseTo(3, 12);
    expect(believedIntensity(4, 3, 50_000, 100_000)).toBeCloseTo(0.5, 3);
    expect(believedIntensity(4, 0, 5, 5)).toBe(0);
  });
});

describe('detection', () => {
  it('is that of a thinned Poisson process', () => {
    // Oracle: sum over the number of inspections n of P(n)(1 - (1 - sensitivity)^n).
    let sum = 0;
    let chance = Math.exp(-3);
    for (let n = 0; n < 60; chance *= 3 / ++n) sum += chance * (1 - 0.94 ** n);
    expect(detectionChance(3, 0.06)).toBeCloseTo(sum, 12);
    let stay = 0;
    for (let i = 0; i < 10_000; i++) stay += Math.exp((-1.7 * (i + 0.5)) / 10_000) / 10_000;
    expect(undisturbed(1.7)).toBeCloseTo(stay, 8);
    expect(undisturbed(0)).toBe(1);
  });
});

describe('the choice without noise', () => {
  /** A choice about a release that waits in the gate, with some numbers replaced; inspections in proportion to stakes. */
  function chooser(numbers: Readonly<Record<string, number>>, cash = 1e15, rules: Partial<Regime> = {}) {
    const parts = takeApart({...ruled({}, without({evasion: false})), policy: [gate(rules)]});
    parts.play();
    const {world} = parts.run;
    const place = Array.from(world.releases.column.clearance).indexOf(CLEARANCE.gate);
    const row = world.releases.column.developer[place];
    world.developers.column.cash[row] = cash;
    const gainOf = (mask?: number): number =>
      parts.run.market.gain(row, 0, world.releases.column.capability[place], mask);
    const all = gainOf();
    const run: Run = {
      ...parts.run,
      number: (name) => numbers[name] ?? (name === 'evasion.noise' ? 0 : parts.run.number(name)),
      member: (prefix, member) =>
        prefix === 'inspection.rate' ? (2 * gainOf(accessMask([member]))) / all : parts.run.member(prefix, member),
    };
    const evasion = createEvasion(run);
    evasion.weigh(place);
    const rule = world.regimes[0];
    if (rule === null) throw new Error('no rule');
    return {
      stake: all,
      choose: (terms: Partial<Terms>) =>
        evasion.choose(place, rule, {wait: 300, cost: 0, life: 60, easing: Infinity, announced: 0, ...terms}),
      mask: () => evasion.maskOf(place),
    };
  }

  it('is Becker’s: comply iff the gain is at most the chance of detection times the fine', () => {
    const sensitivity = 1e-4;
    const {stake} = chooser({});
    const value = (stake * 60) / 365.25;
    const kept = Math.exp((-(0.12 + 0.25) * 300) / 365.25);
    const inspections = (2 * 60) / 365.25;
    const chance = 1 - Math.exp(-inspections * sensitivity);
    const critical = (value * (1 - kept)) / chance; // the fine at which a developer is indifferent
    const at = (fine: number): number =>
      chooser({'inspection.sensitivity': sensitivity, 'fine.flat': fine, 'fine.turnover': 0}).choose({});
    expect(at(critical * 1.001)).toBe(WAY.comply);
    expect(at(critical * 0.999)).toBe(WAY.defy);
    expect(at(0)).toBe(WAY.defy);
  });

  it('counts saved cost as gain', () => {
    const fine = {'inspection.sensitivity': 1e-4, 'fine.turnover': 0};
    const {stake} = chooser({});
    const value = (stake * 60) / 365.25;
    const cost = value / 10;
    const critical = cost / (1 - Math.exp(((-2 * 60) / 365.25) * 1e-4));
    expect(chooser({...fine, 'fine.flat': critical * 1.001}).choose({wait: 0, cost})).toBe(WAY.comply);
    expect(chooser({...fine, 'fine.flat': critical * 0.999}).choose({wait: 0, cost})).toBe(WAY.defy);
  });

  it('does not heed fines that cannot be paid, but prison (Shavell 1985, 1986)', () => {
    const heavy = {'inspection.sensitivity': 0.5, 'fine.flat': 1e9};
    expect(chooser(heavy).choose({})).toBe(WAY.comply);
    expect(chooser(heavy, 0).choose({})).toBe(WAY.defy);
    expect(chooser({...heavy, 'sanction.criminal': 1e9}, 0, {sanctions: ['fine', 'criminal']}).choose({})).toBe(
      WAY.comply,
    );
  });

  it('keeps a release back when the rule is over sooner than the gate', () => {
    const heavy = {'inspection.sensitivity': 0.5, 'fine.flat': 1e9};
    expect(chooser(heavy).choose({easing: 299})).toBe(WAY.hold);
    expect(chooser(heavy).choose({easing: 301})).toBe(WAY.comply);
  });

  it('goes elsewhere when that loses fewer customers than the gate loses value, once it is ready', () => {
    const heavy = {'inspection.sensitivity': 0.5, 'fine.flat': 1e9, 'evasion.reach': 0};
    expect(chooser({...heavy, 'evasion.friction': 0.1}).choose({announced: -1e5})).toBe(WAY.relocate);
    expect(chooser({...heavy, 'evasion.friction': 0.9}).choose({announced: -1e5})).toBe(WAY.comply);
    expect(chooser({...heavy, 'evasion.friction': 0.1}).choose({announced: 1e5})).toBe(WAY.comply);
  });
});

describe('evasion', () => {
  it('is everybody’s where nobody sees it, nobody’s where it is sure to ruin, and none when switched off', () => {
    const free = play(ruled({'evasion.noise': 0, 'inspection.sensitivity': 0}));
    expect(free.sold.length).toBeGreaterThan(10);
    expect(free.sold.every((day) => day >= START)).toBe(true);
    const strict = {'evasion.noise': 0, 'inspection.sensitivity': 1, 'fine.flat': 1e9};
    expect(play(ruled(strict)).sold.every(Number.isNaN)).toBe(true);
    const off = play(ruled({'evasion.noise': 0, 'inspection.sensitivity': 0}, without({evasion: false})));
    expect(off.sold.every(Number.isNaN)).toBe(true);
    expect(off.run.world.inspections.rows).toBe(0);
  });

  it('is the same for half the chance and twice the fine (risk neutrality)', () => {
    const at = (sensitivity: number, fine: number) =>
      play(ruled({'inspection.sensitivity': sensitivity, 'fine.flat': fine, 'fine.turnover': 0, 'evasion.noise': 0.3}));
    const [one, other] = [at(1e-7, 2e6), at(5e-8, 4e6)];
    expect(one.sold.some((day) => day > 0)).toBe(true);
    expect(one.sold.some(Number.isNaN)).toBe(true);
    expect(other.sold).toEqual(one.sold);
  });

  it('moves to the segments that inspectors do not look at', () => {
    const focus = Object.fromEntries(SEGMENTS.map((id) => [`inspection.rate.${id}`, id === 'enterprise' ? 6 : 0]));
    const masks = new Set<number>();
    play(ruled({...focus, 'evasion.noise': 0, 'inspection.sensitivity': 1, 'fine.flat': 1e9}), ({world}) => {
      for (let n = 0; n < world.releases.liveCount; n++)
        masks.add(world.releases.column.evading[world.releases.live[n]]);
    });
    expect([...masks].sort((a, b) => a - b)).toEqual([0, accessMask(SEGMENTS.filter((id) => id !== 'enterprise'))]);
  });

  it('is kept back until a rule ends, and public on that day', () => {
    const rule = gate({}, {until: 112});
    const {run, rows} = play(
      ruled({'evasion.noise': 0, 'inspection.sensitivity': 1, 'fine.flat': 1e9}, {policy: [rule], days: 182}),
    );
    const {tested, cleared, submitted, clearance} = run.world.releases.column;
    const early = rows.filter((row) => tested[row] < 100);
    expect(early.length).toBeGreaterThan(2);
    for (const row of early) {
      expect([submitted[row], clearance[row], cleared[row]]).toEqual([NaN, CLEARANCE.cleared, 112]);
    }
  });
});

describe('inspections', () => {
  const seen = {'evasion.noise': 0, 'inspection.sensitivity': 0.3, 'fine.flat': 0, 'fine.turnover': 0};
  const rates = Object.fromEntries(SEGMENTS.map((id) => [`inspection.rate.${id}`, 2]));

  it('come at their rate, and see a violation with their sensitivity', () => {
    const wide = {
      days: 728,
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [developer('a', 'x', {count: 40, cash: 1e15, installed: 0.5, compute_spread: 0.3})],
      },
    };
    const {run} = play(ruled({...rates, ...seen, 'inspection.escalation': 0}, wide));
    const {rows, column} = run.world.inspections;
    const boundYears = run.world.developers.column.bound.subarray(0, 40).reduce((a, b) => a + b, 0) * 1.8; // about: since its first release
    expect(rows / (12 * boundYears)).toBeGreaterThan(0.8);
    expect(rows / (12 * boundYears)).toBeLessThan(1.1);
    let violations = 0;
    let found = 0;
    for (let n = 0; n < rows; n++) {
      violations += column.violation[n];
      found += column.detected[n];
      expect(column.detected[n]).toBeLessThanOrEqual(column.violation[n]);
    }
    expect(violations).toBeGreaterThan(200);
    const error = Math.sqrt((0.3 * 0.7) / violations);
    expect(Math.abs(found / violations - 0.3)).toBeLessThan(3.5 * error);
  });

  it('fine the larger of an amount and a share of turnover, into the treasury, and send the release to the gate', () => {
    const {run, worst} = play(
      ruled({...rates, ...seen, 'fine.flat': 3, 'inspection.announced': 0, 'evasion.reach': 0}),
    );
    const {rows, column} = run.world.inspections;
    const fines = Array.from({length: rows}, (_, n) => column.fine[n]).filter((_, n) => column.detected[n] === 1);
    expect(fines.length).toBeGreaterThan(5);
    expect(fines.every((fine) => fine === 3)).toBe(true);
    expect(worst).toBeLessThan(1e-9);
    const {uncleared, submitted} = run.world.releases.column;
    const both = Array.from({length: run.world.releases.rows}, (_, row) => row).filter(
      (row) => submitted[row] >= uncleared[row],
    );
    expect(both.length).toBeGreaterThan(0);
  });

  it('shut whoever is excluded out of the market until the day named', () => {
    let excluded = 0;
    let back = 0;
    const rule = gate({sanctions: ['exclusion']});
    const parameters = {...rates, ...seen, 'inspection.announced': 0, 'sanction.exclusion_days': 60};
    play(ruled(parameters, {policy: [rule]}), ({world, market, clock}) => {
      const cells = market.spend().length;
      for (let row = 0; row < 6; row++) {
        const until = world.developers.column.excluded[row];
        const held = market
          .share()
          .subarray(row * cells, (row + 1) * cells)
          .reduce((a, b) => a + b, 0);
        if (until > clock.to) {
          excluded++;
          expect(held).toBe(0);
        } else if (until > 0 && until < clock.from - 28 && held > 0) back++;
      }
    });
    expect(excluded).toBeGreaterThan(10);
    expect(back).toBeGreaterThan(0);
  });
});
