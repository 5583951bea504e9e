import {describe, expect, it, vi} from 'vitest';
import type {PolicyEntry, RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {ALONE, columnsOf, developer, effectsOf, entry, jurisdiction, regime, scenario, stage} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const N = 200;
const rule = regime([stage('a', {min_days: 30}), stage('public')], {threshold: {index: 'fixed', flop: 1e60}});
const quiet = {...ALONE, research: false} as const;

/** Equal jurisdictions in which nothing happens but that they adopt. */
function nations(policy: PolicyEntry, more: Partial<RunInput> = {}): RunInput {
  const names = Array.from({length: N}, (_, n) => `n${n}`);
  return scenario({
    days: 9 * 364,
    world: {
      jurisdictions: names.map((id) => jurisdiction(id, {spend_share: 1 / N, user_share: 1 / N})),
      developers: [developer('a', 'n0')],
    },
    mechanisms: quiet,
    policy: [policy],
    ...more,
  });
}

/** Share of jurisdictions with the gate, week by week, over several runs. */
function adopted(input: RunInput, runs: number): number[] {
  const model = createModel({...input, windows: {all: {from: 0, to: 7}}});
  const weeks = Math.ceil(input.days / input.step_days);
  const path = new Array<number>(weeks).fill(0);
  for (let replicate = 0; replicate < runs; replicate++) {
    const {series} = model.run({seed: '1', replicate, series: ['jurisdictions_staged'], tables: []});
    series[0].forEach((count, week) => (path[week] += count / N / runs));
  }
  return path;
}

describe('rules that spread', () => {
  it('follow the Bass curve among many equals: 6 % at 18 months, fastest after 6.2 years at a share of .46', () => {
    const [p, q] = [0.03, 0.38];
    const path = adopted(nations(entry('gate', [], rule, {spreads: true})), 16);
    const at = (years: number) => path[Math.round((years * 365.25) / 7)];
    const bass = (t: number) => (1 - Math.exp(-(p + q) * t)) / (1 + (q / p) * Math.exp(-(p + q) * t));
    expect(bass(1.5)).toBeCloseTo(0.06, 2);
    for (const t of [1.5, 3, 5, 8]) expect(Math.abs(at(t) - bass(t))).toBeLessThan(t < 2 ? 0.015 : 0.04);
    const peak = Math.log(q / p) / (p + q);
    expect(peak).toBeCloseTo(6.2, 1);
    expect(Math.abs(at(peak) - (0.5 - p / (2 * q)))).toBeLessThan(0.04);
    // The slope is steeper around the peak than well before and well after it.
    const slope = (t: number) => at(t + 1) - at(t - 1);
    expect(slope(peak)).toBeGreaterThan(slope(peak - 3) * 1.3);
  });

  it('are adopted at the rate p alone where nobody imitates: an exponential waiting time', () => {
    const path = adopted(
      nations(entry('gate', [], rule, {spreads: true}), {parameters: {'politics.diffusion_q': 0}}),
      8,
    );
    for (const years of [2, 5, 8]) {
      expect(path[Math.round((years * 365.25) / 7)]).toBeCloseTo(1 - Math.exp(-0.03 * years), 1.7);
    }
  });

  it('count adopters by their share of the others’ spend', () => {
    // One adopter with nearly all spend is worth a world of adopters: q at once.
    const big = nations(entry('gate', ['n0'], rule, {spreads: true}), {
      parameters: {'politics.diffusion_p': 0},
      days: 3 * 364,
    });
    const weighted = (share: number): RunInput => ({
      ...big,
      world: {
        ...big.world,
        jurisdictions: big.world.jurisdictions.map((each, n) => ({
          ...each,
          spend_share: n === 0 ? share : (1 - share) / (N - 1),
        })),
      },
    });
    const week = Math.round((2 * 365.25) / 7);
    expect(adopted(weighted(0.9999), 4)[week]).toBeCloseTo(1 - Math.exp(-0.38 * 2), 1.3);
    expect(adopted(weighted(0), 4)[week]).toBeCloseTo(1 / N, 2);
  });

  it('stay where they are if the entry does not spread, or politics is switched off', () => {
    expect(adopted(nations(entry('gate', ['n0'], rule)), 1).at(-1)).toBe(1 / N);
    const off = nations(entry('gate', ['n0'], rule, {spreads: true}), {mechanisms: {...quiet, politics: false}});
    expect(adopted(off, 1).at(-1)).toBe(1 / N);
  });

  it('reach nobody before they begin nor after they end', () => {
    const dated = entry('gate', ['n0'], rule, {spreads: true, from: 728, until: 1456});
    const path = adopted(nations(dated, {parameters: {'politics.diffusion_p': 0.5}}), 1);
    expect(path.slice(0, 104).every((share) => share === 0)).toBe(true);
    expect(path[104]).toBe(1 / N); // the first adopters on the day itself
    expect(path[200]).toBeGreaterThan(0.5);
    expect(path[208]).toBe(0);
    expect(path.at(-1)).toBe(0);
  });

  it('keep the luck of each jurisdiction apart: what another entry does moves nobody', () => {
    const first = entry('first', ['n0'], rule, {spreads: true});
    const other = entry('other', ['n1'], {transparency: 'report'}, {spreads: true});
    const run = (policy: readonly PolicyEntry[]) => adopted({...nations(first), policy}, 1);
    expect(run([other, first])).toEqual(run([first]));
  });

  it('carry a whole ladder: a jurisdiction that adopts it holds the first rung at once and can climb on', () => {
    const ladder = [
      entry('low', ['n0'], {transparency: 'report'}, {from: null, rung: 1, spreads: true}),
      entry('high', ['n0'], rule, {from: null, rung: 2, spreads: true}),
    ];
    const input = nations(ladder[0], {
      mechanisms: {...quiet, capture: false},
      parameters: {'politics.base.n0': 1, 'politics.decay_half_life': 'unlimited', 'politics.diffusion_p': 0.3},
      days: 2 * 364,
    });
    const record = createModel({...input, policy: ladder}).run({
      seed: '1',
      replicate: 0,
      series: [],
      tables: ['authorities'],
    });
    const table = columnsOf(record, 'authorities');
    const last = table.rows - N;
    const rungs = Array.from(table.number('rung').subarray(last));
    expect(rungs[0]).toBe(2);
    expect(rungs.filter((rung) => rung === 1).length).toBeGreaterThan(20);
    expect(rungs.slice(1).every((rung) => rung <= 1)).toBe(true);
    const stances = table.number('stance').subarray(last);
    rungs.forEach((rung, j) => expect(stances[j]).toBe(rung / 2));
  });

  it('that cover no release change nothing but the rules', () => {
    const some = {mechanisms: {...ALONE}, days: 728};
    const effects = (input: RunInput) =>
      effectsOf(input)(createModel(input).run({seed: '1', replicate: 0, series: [], tables: []}));
    const spreading = nations(entry('gate', ['n0'], rule, {spreads: true}), some);
    expect(effects(spreading)).toEqual(effects({...spreading, policy: []}));
  });
});
