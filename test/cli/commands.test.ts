import {describe, expect, it} from 'vitest';
import {OUTPUT_SCHEMAS} from '../../src/cli/output-schema.ts';
import {readCsv} from '../../src/export/read/csv.ts';
import {outcomeSlots} from '../../src/model/observe.ts';
import {parseScenario} from '../../src/scenario/parse.ts';
import {testMachine} from './support.ts';

const runJson = (text: string) => OUTPUT_SCHEMAS.run.parse(JSON.parse(text));
const compareJson = (text: string) => OUTPUT_SCHEMAS.compare.parse(JSON.parse(text));
const SET = 'service.mean_days=33';

async function slotsOf(text: string) {
  const parsed = await parseScenario(text, 'test');
  if (!parsed.ok) throw new Error('test scenario is not valid');
  return outcomeSlots(parsed.scenario.input);
}

describe('run', () => {
  it('prints one JSON document of the documented shape, and progress elsewhere', async () => {
    const {code, out, lines} = await testMachine().sluice('run', 'baseline', '--runs', '11', '--json');
    const {receipt, outcomes: summaries, series} = runJson(out);
    expect(code).toBe(0);
    expect(receipt).toMatchObject({runs: 11, seed: 'sluice'});
    expect(series).toBeUndefined();
    const slots = await slotsOf('sluice: 1\nid: baseline\n');
    expect(summaries.map(({id, window, unit}) => ({id, window, unit}))).toEqual(slots);
    // Outcome k of run r is r + k: over runs 0 to 10 its mean is 5 + k and its variance 11.
    for (const [k, {n, mean, sd, se, q50, q05}] of summaries.entries()) {
      expect({n, mean, q50, q05}).toEqual({n: 11, mean: 5 + k, q50: 5 + k, q05: k + 0.5});
      expect(sd).toBeCloseTo(Math.sqrt(11), 12);
      expect(se).toBeCloseTo(1, 12);
    }
    expect(lines).toEqual(['11 runs', '11 of 11 runs done in 0 s']);
  });

  it('gives the series asked for, undefined weeks as null', async () => {
    const words = ['run', 'baseline', '--runs', '3', '--json', '--series', 'hhi.us'];
    const {out} = await testMachine().sluice(...words);
    expect(runJson(out).series).toMatchObject([{id: 'hhi.us', n: [3, 0], median: [1, null], mean: [1, null]}]);
  });

  it('prints a table of the headline outcomes by window, or of those named', async () => {
    const {out, code} = await testMachine().sluice('run', 'baseline', '--runs', '3');
    expect(code).toBe(0);
    for (const id of ['time_to_market', 'compliance_cost', 'incidents', 'hhi']) {
      for (const window of ['before', 'after']) expect(out).toMatch(new RegExp(`^${id} +${window} .*± `, 'm'));
    }
    const {out: few} = await testMachine().sluice('run', 'baseline', '--runs', '3', '--outcomes', 'hhi');
    expect(out).toMatch(/^time_to_market +before .*\nnever_public +before /m);
    expect(few.split('\n').filter((line) => / (before|after) /.test(line))).toHaveLength(2);
    expect(few).toContain('Conditional on these assumptions');
  });

  it('says below its title what --set changed, and only what it changed', async () => {
    const words = ['--runs', '1', '--set', SET, '--set', 'service.mean_days=34', '--set', 'step_days=7'];
    const {out} = await testMachine().sluice('run', 'baseline', ...words);
    expect(out).toMatch(/^baseline, changed: service\.mean_days=34\n/);
    const {out: plain} = await testMachine().sluice('run', 'baseline', '--runs', '1');
    expect(plain).toMatch(/^baseline\n/);
  });

  it('runs what --set says, and takes the seed given', async () => {
    const {out} = await testMachine().sluice('run', 'baseline', '--runs', '1', '--json', '--set', SET, '--seed', 'x');
    const {
      outcomes: [first],
      receipt,
      documents,
    } = runJson(out);
    expect(first.mean).toBe(1000);
    expect(receipt.seed).toBe('x');
    expect(documents).toEqual([{sluice: 1, id: 'baseline', parameters: {'service.mean_days': 33}}]);
  });

  it('names failed runs and ends with 3, the others being there', async () => {
    const machine = testMachine();
    machine.beforeRun = (replicate) => (replicate % 4 === 1 ? 'cash below zero' : undefined);
    const {code, out, lines} = await machine.sluice('run', 'baseline', '--runs', '10', '--json', '--out', 'o');
    expect(code).toBe(3);
    expect(lines.slice(-3)).toEqual(
      [1, 5, 9].map((r) => `baseline: run ${String(r)} failed in week 3: cash below zero`),
    );
    const {
      failures,
      outcomes: [first],
    } = runJson(out);
    expect(failures).toHaveLength(3);
    expect(first.n).toBe(7);
    expect(readCsv(machine.files.get('o/failures.csv') ?? '', 'f').rows).toHaveLength(3);
  });

  it('ends with 1 at a fault of its own, and says that it is one', async () => {
    const machine = testMachine();
    machine.beforeRun = () => {
      throw new Error('no such column');
    };
    const {code, out, err} = await machine.sluice('run', 'baseline', '--out', 'o');
    expect([code, out, machine.files.size, machine.unfinished]).toEqual([1, '', 0, 0]);
    expect(err).toMatch(/this is a fault in the program[^]*no such column/);
  });
});

describe('what is kept', () => {
  it('resumes after an interrupt with the same command and the same result', async () => {
    const machine = testMachine();
    machine.beforeRun = (replicate, interrupt) => {
      if (replicate === 34) interrupt();
      return undefined;
    };
    const words = ['run', 'baseline', '--runs', '50', '--json', '--out', 'o'];
    const stopped = await machine.sluice(...words);
    expect([stopped.code, stopped.out, machine.files.size, machine.unfinished]).toEqual([130, '', 0, 0]);
    expect(stopped.lines.at(-1)).toBe('interrupted: 30 of 50 runs are kept; the same command resumes');
    machine.computed = 0;
    machine.beforeRun = () => undefined;
    const resumed = await machine.sluice(...words);
    expect(machine.computed).toBe(20);
    expect(resumed.lines.at(-1)).toBe('50 of 50 runs done in 0 s, 30 of them kept from before');
    expect(resumed.out).toBe((await testMachine().sluice(...words)).out);
  });

  it('is used again by a longer run, and by nobody with another engine, seed, scenario, or --fresh', async () => {
    const machine = testMachine();
    const computed = async (...words: string[]) => {
      machine.computed = 0;
      expect((await machine.sluice('run', 'baseline', ...words)).code).toBe(0);
      return machine.computed;
    };
    expect(await computed('--runs', '20')).toBe(20);
    expect(await computed('--runs', '20', '--json')).toBe(0);
    expect(await computed('--runs', '30')).toBe(10);
    expect(await computed('--runs', '20', '--fresh')).toBe(20);
    expect(await computed('--runs', '20', '--seed', 'other')).toBe(20);
    expect(await computed('--runs', '20', '--set', SET)).toBe(20);
    machine.engineDigest = 'e2';
    expect(await computed('--runs', '20')).toBe(20);
  });
});

describe('compare', () => {
  it('tells two scenarios apart pair by pair, in the documented shape', async () => {
    const words = ['baseline', 'baseline', '--runs', '10', '--json', '--set-b', SET];
    const {code, out} = await testMachine().sluice('compare', ...words);
    const {receipt, outcomes: differences, documents} = compareJson(out);
    expect(code).toBe(0);
    expect(receipt.scenarios.map(({id}) => id)).toEqual(['baseline', 'baseline-b']);
    expect(receipt.scenarios[0].scenarioHash).not.toBe(receipt.scenarios[1].scenarioHash);
    expect(documents).toHaveLength(2);
    for (const {a, b, mean_difference, ci90, share_b_above_a, variance_ratio} of differences) {
      expect([(b.mean ?? 0) - (a.mean ?? 0), mean_difference, ...ci90]).toEqual([1000, 1000, 1000, 1000]);
      expect([share_b_above_a, variance_ratio]).toEqual([1, 0]);
    }
  });

  it('applies --set to both sides, or to the side named before the path', async () => {
    const shifts = async (...words: string[]) => {
      const {out} = await testMachine().sluice('compare', 'baseline', 'baseline', '--runs', '1', '--json', ...words);
      const [{a, b}] = compareJson(out).outcomes;
      return [a.mean, b.mean];
    };
    expect(await shifts('--set', SET)).toEqual([1000, 1000]);
    expect(await shifts('--set', `a.${SET}`)).toEqual([1000, 0]);
    expect(await shifts('--set', `b.${SET}`)).toEqual([0, 1000]);
  });

  it('prints a table with both means, the difference, its interval and the share', async () => {
    const {out} = await testMachine().sluice('compare', 'baseline', 'baseline', '--runs', '10', '--set-b', SET);
    expect(out).toMatch(/^hhi +after +[\d.,]+ +[\d,]+ +1,000 +1,000 +1,000 +100\.0 %/m);
  });

  it('says above the table what differs, and below it the hashes of both scenarios', async () => {
    const words = ['baseline', 'baseline', '--runs', '1', '--set', 'a.teams.us=3', '--set-b', SET];
    const {out} = await testMachine().sluice('compare', ...words);
    expect(out).toMatch(/^A: baseline, changed: teams\.us=3\nB: baseline, changed: service\.mean_days=33\n/);
    const {out: json} = await testMachine().sluice('compare', ...words, '--json');
    const [a, b] = compareJson(json).receipt.scenarios.map(({scenarioHash}) => scenarioHash.slice(0, 12));
    expect(a).not.toBe(b);
    expect(out).toContain(`, scenarios ${a} and ${b}, result `);
  });

  it('explains cohorts where a window ends before the rules of either side begin', async () => {
    const machine = testMachine();
    const table = async (...words: string[]) => (await machine.sluice(...words, '--runs', '1')).out;
    const note = /^before: by end of training; a release trained before a rule may meet it$/m;
    const ruled = (from: string) =>
      `sluice: 1\nid: ruled\npolicy: [{id: p, from: ${from}, regime: {stages: [{id: last}]}}]\n`;
    machine.files.set('ruled.yaml', ruled('2025-01-06'));
    machine.files.set('early.yaml', ruled('2024-12-30'));
    expect(await table('run', 'ruled.yaml')).toMatch(note);
    expect(await table('compare', 'baseline', 'ruled.yaml')).toMatch(note);
    expect(await table('run', 'ruled.yaml', '--outcomes', 'time_to_market.us')).toMatch(note);
    expect(await table('run', 'ruled.yaml', '--outcomes', 'hhi')).not.toMatch(note);
    expect(await table('run', 'baseline')).not.toMatch(note);
    expect(await table('run', 'early.yaml')).not.toMatch(note);
  });
});
