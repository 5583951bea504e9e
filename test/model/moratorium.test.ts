import {describe, expect, it, vi} from 'vitest';
import type {Regime} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {ALONE, developer, entry, jurisdiction, scenario} from './support.ts';

vi.setConfig({testTimeout: 60_000});

/** Nobody learns of others, so that what binds some moves nobody else. */
const apart = {'imitation.rate': 0, 'research.catch_up.x': 0, 'research.catch_up.y': 0};

describe('a moratorium on large training runs', () => {
  const world = {
    jurisdictions: [jurisdiction('x', {spend_share: 0.5}), jurisdiction('y', {spend_share: 0.5})],
    developers: [
      developer('a', 'x', {count: 6, other_income: 1e5}),
      developer('b', 'y', {count: 6, other_income: 1e5}),
    ],
  };
  const rule = {stages: [], moratorium_flop: 1e25};
  const runs = (policy: Parameters<typeof scenario>[0]) => {
    const model = createModel(scenario({world, mechanisms: ALONE, parameters: apart, ...policy}));
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {trained, flop, developer: of} = model.world.releases.column;
    const {home} = model.world.developers.column;
    return Array.from({length: model.world.releases.rows}, (_, row) => ({
      trained: trained[row],
      flop: flop[row],
      home: home[of[row]],
      who: of[row],
    }));
  };
  const free = runs({});
  const bound = runs({policy: [entry('halt', ['x'], rule, {from: 546, until: 1092})]});

  it('lets runs under way end, and begins none that is larger', () => {
    // Oracle: of each developer at home there, only the first run to end under the rule may exceed it.
    const during = bound.filter(({home, trained}) => home === 0 && trained >= 546 && trained < 1092);
    const larger = during.filter(({flop}) => flop > 25 + 1e-9);
    expect(larger.length).toBeGreaterThan(0);
    expect(new Set(larger.map(({who}) => who)).size).toBe(larger.length);
    expect(during.length).toBeGreaterThan(larger.length);
    expect(during.filter(({flop}) => Math.abs(flop - 25) < 1e-9).length).toBeGreaterThan(10);
  });

  it('leaves developers of other places and all before it alone, to the bit', () => {
    const untouched = (list: typeof free) => list.filter(({home, trained}) => home === 1 || trained < 546);
    expect(untouched(bound)).toEqual(untouched(free));
  });

  it('ends', () => {
    expect(bound.filter(({home, trained, flop}) => home === 0 && trained > 1200 && flop > 25.5).length).toBeGreaterThan(
      5,
    );
  });
});

describe('a ban on development', () => {
  const [FROM, UNTIL] = [546, 1274];
  const world = {
    jurisdictions: [jurisdiction('x', {spend_share: 0.5}), jurisdiction('y', {spend_share: 0.5})],
    developers: ['x', 'y'].flatMap((home) =>
      [false, true].map((open_weights) =>
        developer(`${home}-${open_weights ? 'open' : 'closed'}`, home, {count: 8, other_income: 1e5, open_weights}),
      ),
    ),
  };
  const LAG = 200;
  function trainedUnder(places: readonly string[], rule: Partial<Regime>, evasion: boolean) {
    const bans = ['development'] as const;
    const input = scenario({
      days: 1820,
      world,
      mechanisms: {...ALONE, evasion},
      parameters: {...apart, 'evasion.relocation_lag': LAG},
      policy: [entry('ban', places, {stages: [], bans, ...rule}, {from: FROM, until: UNTIL})],
    });
    const model = createModel(input);
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {trained, flop, developer: of} = model.world.releases.column;
    const {developerIds} = model.world;
    return Array.from({length: model.world.releases.rows}, (_, row) => ({
      day: trained[row],
      flop: flop[row],
      who: developerIds[of[row]],
    }));
  }
  const during = (list: ReturnType<typeof trainedUnder>, who: string) =>
    list.filter((each) => each.who.startsWith(who) && each.day >= FROM && each.day < UNTIL);
  const free = trainedUnder([], {}, false);

  it('lets one run under way end at each of those at home there, until it is lifted', () => {
    const list = trainedUnder(['x'], {banned: 'all'}, false);
    const late = during(list, 'x');
    expect(late.length).toBeGreaterThan(8);
    expect(new Set(late.map(({who}) => who)).size).toBe(late.length);
    expect(list.filter(({who, day}) => who.startsWith('x') && day > UNTIL + 100).length).toBeGreaterThan(20);
    expect(during(list, 'y')).toEqual(during(free, 'y'));
  });

  it('is about open weights alone, or about large runs alone, where it says so', () => {
    const open = trainedUnder(['x'], {banned: 'uncleared_open'}, false);
    expect(during(open, 'x-closed')).toEqual(during(free, 'x-closed'));
    expect(during(open, 'x-open').length).toBeLessThan(during(free, 'x-open').length / 2);
    const large = trainedUnder(['x'], {banned: 'all', threshold: {index: 'fixed', flop: 1e25}}, false);
    const over = during(large, 'x').filter(({flop}) => flop >= 25);
    expect(new Set(over.map(({who}) => who)).size).toBe(over.length); // those under way
    expect(during(large, 'x').filter(({flop}) => flop > 25 - 1e-6 && flop < 25).length).toBeGreaterThan(10);
  });

  it('is left behind after an exponential lag by those who have somewhere to go', () => {
    // Oracle: exp(-t / lag) of them are still bound t after the announcement; nobody anywhere if all places ban it.
    const model = createModel(
      scenario({
        days: FROM + 210,
        world: {...world, developers: [developer('o', 'x', {count: 400, other_income: 1e5})]},
        mechanisms: {...ALONE, evasion: true},
        parameters: {'evasion.relocation_lag': LAG},
        policy: [entry('ban', ['x'], {stages: [], bans: ['development'], banned: 'all'}, {from: FROM})],
      }),
    );
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {trainsAway} = model.world.developers.column;
    let gone = 0;
    for (let row = 0; row < 400; row++) gone += trainsAway[row];
    const expected = 1 - Math.exp(-203 / LAG); // last looked at a week before the end
    expect(Math.abs(gone / 400 - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 400));
    const everywhere = trainedUnder(['x', 'y'], {banned: 'all'}, true);
    expect(everywhere).toEqual(trainedUnder(['x', 'y'], {banned: 'all'}, false));
  });
});
