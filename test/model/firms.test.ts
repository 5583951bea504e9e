import {describe, expect, it, vi} from 'vitest';
import type {DeveloperInput, RunInput} from '../../src/model/input.ts';
import {defaultWorld} from '../../src/model/default-world.ts';
import {exitMultiple, hurdleMultiple} from '../../src/model/mechanisms/hurdle.ts';
import {createModel} from '../../src/model/run.ts';
import {
  articlePolicy,
  columnsOf,
  developer,
  entry,
  jurisdiction,
  meanOf,
  regime,
  scenario,
  stage,
  takeApart,
} from './support.ts';

vi.setConfig({testTimeout: 60_000});

describe('the hurdle for an investment that can wait', () => {
  it.each([
    [0.1, 0.1, 0.6, 3.5, 0.05],
    [0.1, 0.25, 0.6, 2, 0.1],
  ])('is as Dixit and Pindyck say with r = %f, d = %f, s = %f', (r, d, s, multiple, tolerance) => {
    expect(Math.abs(hurdleMultiple(r, d, s) - multiple)).toBeLessThan(tolerance);
  });

  it('solves their quadratic, and rises with volatility', () => {
    // beta1 is the positive root of s2/2 b (b - 1) + (r - d) b - r = 0.
    for (const [r, d, s] of [
      [0.12, 0.25, 0.6],
      [0.05, 0.02, 0.3],
      [0.2, 0.1, 1],
    ]) {
      const multiple = hurdleMultiple(r, d, s);
      const beta = multiple / (multiple - 1);
      expect(0.5 * s * s * beta * (beta - 1) + (r - d) * beta - r).toBeCloseTo(0, 12);
      expect(beta).toBeGreaterThan(1);
      expect(hurdleMultiple(r, d, s * 1.5)).toBeGreaterThan(multiple);
    }
  });

  it('has its mirror image in closing: the negative root, and more patience with more volatility', () => {
    for (const [r, d, s] of [
      [0.12, 0.25, 0.6],
      [0.05, 0.02, 0.3],
      [0.2, 0.1, 1],
    ]) {
      const multiple = exitMultiple(r, d, s);
      const beta = multiple / (multiple - 1);
      expect(0.5 * s * s * beta * (beta - 1) + (r - d) * beta - r).toBeCloseTo(0, 12);
      expect(beta).toBeLessThan(0);
      expect(exitMultiple(r, d, s * 1.5)).toBeLessThan(multiple);
    }
  });
});

describe('start-ups that learn how good they are', () => {
  // Oracle: Jovanovic (1982). All alike but for their appeal, which nobody knows at the start.
  const input: RunInput = scenario({
    days: 6 * 364,
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [
        developer('startup', 'x', {
          kind: 'startup',
          count: 400,
          cash: 100,
          compute: 22.5,
          compute_spread: 0,
          installed: 1,
        }),
      ],
    },
    mechanisms: {entry: false, funding: false, defects: false},
    parameters: {
      'demand.taste_spread': 1.2,
      'accounts.cash_spread': 0,
      'accounts.overhead.startup': 50,
      'market.spend': 40_000,
      'market.growth': 1,
    },
  });
  const model = createModel(input);
  const lives: {age: number; gone: boolean; theta: number}[] = [];
  for (let replicate = 0; replicate < 3; replicate++) {
    model.run({seed: 'learn', replicate, series: [], tables: []});
    const {gone, born, efficiency} = model.world.developers.column;
    for (let row = 0; row < model.world.developers.rows; row++) {
      const left = !Number.isNaN(gone[row]);
      lives.push({age: (left ? gone[row] : input.days) - born[row], gone: left, theta: efficiency[row]});
    }
  }

  it('close at a hazard that falls with age', () => {
    const hazard = (from: number, to: number): number => {
      const atRisk = lives.filter(({age}) => age >= from);
      return atRisk.filter(({age, gone}) => gone && age < to).length / atRisk.length;
    };
    const [young, middle, old] = [hazard(0, 728), hazard(728, 1456), hazard(1456, 2184)];
    expect(hazard(0, 364)).toBeGreaterThan(0.05); // long before the first money is spent
    expect(lives.filter(({gone}) => gone).length).toBeGreaterThan(150);
    expect(lives.filter(({gone}) => !gone).length).toBeGreaterThan(40);
    expect(middle).toBeLessThan(young);
    expect(old).toBeLessThan(middle);
  });

  it('survive the more, the better they are', () => {
    const of = (gone: boolean) => meanOf(lives.filter((each) => each.gone === gone).map(({theta}) => theta));
    expect(of(false) - of(true)).toBeGreaterThan(0.5);
  });
});

describe('a start-up on an island', () => {
  it('changes nothing for anybody else, to the bit', () => {
    const island = jurisdiction('island', {spend_share: 0.001, user_share: 0.001});
    const western = ['us', 'eu', 'uk', 'china', 'rest'];
    const others = defaultWorld.developers.map((each): DeveloperInput =>
      each.markets === 'all' ? {...each, markets: western} : each,
    );
    const newcomer = developer('islander', 'island', {kind: 'startup', compute: 20, cash: 5, public_model: true});
    const rows = (developers: readonly DeveloperInput[]): string[] => {
      const input = scenario({
        days: 1092,
        mechanisms: {race: false}, // the lead is won against all the world, islands too
        world: {jurisdictions: [...defaultWorld.jurisdictions, island], developers},
        policy: [articlePolicy(364)],
      });
      const table = columnsOf(
        createModel(input).run({seed: '1', replicate: 0, series: [], tables: ['developers']}),
        'developers',
      );
      const names = table.text('developer');
      const columns = ['week', 'cash', 'revenue', 'price', 'compliance', 'capability'].map(table.number);
      return names.flatMap((name, n) =>
        name === 'islander' ? [] : [`${name} ${columns.map((values) => values[n]).join(' ')}`],
      );
    };
    const [without, withIslander] = [rows(others), rows([...others, newcomer])];
    expect(without.length).toBeGreaterThan(15_000);
    expect(withIslander.length).toBe(without.length);
    expect(withIslander.findIndex((row, n) => row !== without[n])).toBe(-1);
  });
});

describe('money', () => {
  it.each([
    ['without rules', []],
    [
      'with a gate everywhere',
      [
        entry(
          'rule',
          ['us', 'eu', 'uk', 'rest', 'china'],
          regime([stage('a', {min_days: 90, evaluations: 1, checks: true}), stage('public', {sign_off: true})]),
          {from: 364},
        ),
      ],
    ],
  ])('only changes hands: the accounts of all sum to what was there at the start, %s', (_, policy) => {
    // Oracle: double entry.
    const parts = takeApart(scenario({days: 1456, policy}));
    const {developers} = parts.run.world;
    const total = (): number => {
      const {customers, suppliers, regulators, investors} = parts.phases.ledger;
      let sum = customers + suppliers + regulators + investors;
      for (let row = 0; row < developers.rows; row++) sum += developers.column.cash[row];
      return sum;
    };
    const start = total();
    let worst = 0;
    let turnover = 0;
    parts.play(() => {
      worst = Math.max(worst, Math.abs(total() - start));
      turnover = Math.max(turnover, Math.abs(parts.phases.ledger.customers));
    });
    expect(turnover).toBeGreaterThan(1000);
    expect(worst / turnover).toBeLessThan(1e-9);
    expect(parts.phases.ledger.regulators > 0).toBe(policy.length > 0);
  });

  it('and every other number of the world stay numbers', () => {
    const parts = takeApart(scenario({days: 1456, policy: [articlePolicy(364, ['us', 'eu'])]}));
    const dates = [
      'gone',
      'tested',
      'homePublic',
      'firstUse',
      'submitted',
      'cleared',
      'uncleared',
      'caught',
      'later',
      'reported',
      'score',
      'threshold',
      'due',
      'clockStart',
      'found',
      'removed',
      'started',
      'ended',
      'left',
      'leftGate',
      'withdrawn',
      'since',
    ];
    const {developers, releases, defects, reviews, incidents} = parts.run.world;
    parts.play();
    for (const table of [developers, releases, defects, reviews, incidents]) {
      for (const [name, column] of Object.entries(table.column)) {
        if (!dates.includes(name))
          expect([name, column.findIndex((value: number) => !Number.isFinite(value))]).toEqual([name, -1]);
      }
    }
    expect(incidents.rows).toBeGreaterThan(0);
    expect(reviews.rows).toBeGreaterThan(0);
  });
});
