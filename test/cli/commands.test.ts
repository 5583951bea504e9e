import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {COMMANDS} from '../../src/cli/commands.ts';
import {OUTPUT_SCHEMAS} from '../../src/cli/output-schema.ts';
import {readCsv} from '../../src/export/read/csv.ts';
import {outcomes, outcomeSlots} from '../../src/model/observe.ts';
import {recordTables} from '../../src/model/records.ts';
import {parameters, switches} from '../../src/model/schedule.ts';
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
    expect(few.split('\n').filter((line) => / (before|after) /.test(line))).toHaveLength(2);
    expect(few).toContain('Conditional on these assumptions');
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
    expect([code, out, machine.files.size]).toEqual([1, '', 0]);
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
    expect([stopped.code, stopped.out, machine.files.size]).toEqual([130, '', 0]);
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
});

describe('--out', () => {
  const words = [
    'run',
    'baseline',
    '--runs',
    '4',
    '--records',
    'all',
    '--series',
    'all',
    '--out',
    'o',
    '--seed',
    "it's",
  ];

  it('writes tables, scenario, result and a receipt with the digest of every file', async () => {
    const machine = testMachine();
    const {out} = await machine.sluice(...words, '--json');
    const tables = recordTables.map(({id}) => `records-${id}.csv`);
    const csv = ['codebook.csv', 'parameters.csv', ...tables, 'runs.csv', 'series.csv', 'summary.csv'];
    expect([...machine.files.keys()].sort()).toEqual(
      [...csv, 'receipt.json', 'result.json', 'scenario.json'].map((name) => `o/${name}`).sort(),
    );
    const text = (name: string) => machine.files.get(`o/${name}`) ?? '';
    const receipt = OUTPUT_SCHEMAS.receipt.parse(JSON.parse(text('receipt.json')));
    expect(receipt.command).toBe(
      String.raw`sluice run baseline --runs=4 --records=all --series=all --out=o --seed='it'\''s' --json`,
    );
    expect(text('result.json')).toBe(out);
    expect(receipt).toMatchObject(runJson(out).receipt);
    for (const [name, digest] of Object.entries(receipt.files)) {
      expect(createHash('sha256').update(text(name)).digest('hex'), name).toBe(digest);
    }
    const summaries = runJson(out).outcomes;
    const summary = readCsv(text('summary.csv'), 'summary.csv');
    expect(summary.rows.map((row) => Number(row[summary.header.indexOf('mean')]))).toEqual(
      summaries.map(({mean}) => mean),
    );
    expect(readCsv(text('runs.csv'), 'runs.csv').rows).toHaveLength(4 * summaries.length);
    for (const name of tables) {
      expect(readCsv(text(name), name).rows.map(([scenario, run, cell]) => [scenario, run, cell])).toEqual(
        [0, 1, 2, 3].map((run) => ['baseline', String(run), String(run)]),
      );
    }
    const weeks = readCsv(text('series.csv'), 'series.csv').rows.map((row) => row[3]);
    expect(new Set(weeks)).toEqual(new Set(['2023-01-02', '2023-01-09']));
  });

  it('defines every column and metric of its tables in the codebook', async () => {
    const machine = testMachine();
    await machine.sluice('compare', 'baseline', 'baseline', ...words.slice(2));
    const names = readCsv(machine.files.get('o/codebook.csv') ?? '', 'c').rows.map(
      ([table, name]) => `${table}/${name}`,
    );
    const implied = /^(p25|p50|p75|p95|ci90_high|share_ci90_high|mean_a|mean_b)$/;
    for (const file of ['summary', 'differences', 'runs', 'series']) {
      const {header} = readCsv(machine.files.get(`o/${file}.csv`) ?? '', file);
      for (const name of header) if (name !== 'value' && !implied.test(name)) expect(names).toContain(`/${name}`);
    }
    for (const {id} of outcomes) expect(names).toContain(`metric/${id}`);
    for (const {id, columns} of recordTables)
      for (const {name} of columns) expect(names).toContain(`records-${id}/${name}`);
  });
});

describe('verify', () => {
  const edited = (machine: ReturnType<typeof testMachine>, name: string, change: (text: string) => string) => {
    machine.files.set(name, change(machine.files.get(name) ?? ''));
  };

  it.each([
    ['run', 'baseline'],
    ['compare', 'baseline', 'baseline', '--set-b', SET],
  ])('finds the result of %s the same, from JSON, receipt or folder, computing every run anew', async (...command) => {
    const machine = testMachine();
    const {out} = await machine.sluice(...command, '--runs', '5', '--json', '--out', 'o', '--records', 'all');
    machine.files.set('printed.json', out);
    const {resultHash} = (JSON.parse(out) as {receipt: {resultHash: string}}).receipt;
    for (const path of ['printed.json', 'o/receipt.json', 'o', 'o/']) {
      machine.computed = 0;
      const found = await machine.sluice('verify', path);
      expect([found.code, found.out]).toEqual([0, `matches ${resultHash}\n`]);
      expect(machine.computed).toBe(command[0] === 'run' ? 5 : 10);
    }
  });

  it('lists what differs and ends with 3', async () => {
    const machine = testMachine();
    await machine.sluice('run', 'baseline', '--runs', '5', '--out', 'o');
    const before = new Map(machine.files);
    const verify = async (name: string, change: (text: string) => string, path = 'o') => {
      edited(machine, name, change);
      const {code, out} = await machine.sluice('verify', path, '--json');
      machine.files.clear();
      for (const [file, text] of before) machine.files.set(file, text);
      expect(code).toBe(3);
      return (JSON.parse(out) as {differences: string[]}).differences;
    };
    expect(await verify('o/runs.csv', (text) => text.replace(',0,', ',1,'))).toEqual([
      'runs.csv: the file was changed',
    ]);
    expect(await verify('o/stray.txt', () => '')).toEqual([
      'stray.txt: expected no such file, it is not part of the result',
    ]);
    const [mean] = await verify('o/result.json', (text) => text.replace('"mean": 2,', '"mean": 3,'), 'o/result.json');
    expect(mean).toMatch(/^outcomes\..*@.*\.mean: expected 3, got 2$/);
    const seed = await verify(
      'o/receipt.json',
      (text) => text.replace('"seed": "sluice"', '"seed": "sluices"'),
      'o/receipt.json',
    );
    expect(seed.join()).toMatch(/resultHash: expected/);
    const engine = await verify('o/receipt.json', (text) =>
      text.replace(/"engineVersion": "[^"]*"/, '"engineVersion": "0.x"'),
    );
    expect(engine).toHaveLength(1);
    expect(engine[0]).toMatch(/^engineVersion: expected "0\.x", got "/);
    const scenario = await verify('o/receipt.json', (text) =>
      text.replace('"id": "baseline"', '"id": "baseline", "step_days": 1'),
    );
    expect(scenario[0]).toMatch(/^scenarioHash/);
  });
});

describe('lists', () => {
  it('names every parameter and switch with unit, default, range, domain, role and source', async () => {
    const {code, out} = await testMachine().sluice('parameters');
    expect(code).toBe(0);
    for (const [name, {source, role}] of Object.entries(parameters)) {
      const line = out.split('\n').find((text) => text.startsWith(`${name} `));
      expect(line).toContain(role);
      expect(line).toContain(source);
    }
    for (const {name} of switches) expect(out).toContain(`mechanisms.${name}`);
    const {out: json} = await testMachine().sluice('parameters', '--json');
    const listed = JSON.parse(json) as {
      parameters: {name: string; domain: string; source: string}[];
      switches: object[];
    };
    expect(listed.parameters.map(({name}) => name)).toEqual(Object.keys(parameters));
    expect(listed.parameters.every(({domain, source}) => domain !== '' && source !== '')).toBe(true);
    expect(listed.switches).toEqual(switches);
  });

  it('names every outcome and every column of the record tables', async () => {
    const {out} = await testMachine().sluice('outcomes');
    for (const {id, definition, unit} of outcomes) {
      const line = out.split('\n').find((text) => text.startsWith(`${id} `));
      expect(line).toContain(definition);
      expect(line).toContain(unit);
    }
    for (const {id} of recordTables) expect(out).toContain(`\n${id}: `);
    const {out: json} = await testMachine().sluice('outcomes', '--json');
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({outcomes, records: recordTables})));
  });

  it('prints JSON Schemas of the scenario and of the outputs', async () => {
    const {out} = await testMachine().sluice('schema');
    expect(JSON.parse(out)).toMatchObject({type: 'object', properties: {sluice: {}, policy: {}}});
    for (const name of ['run', 'compare', 'receipt']) {
      const {out: schema} = await testMachine().sluice('schema', '--output', name);
      const {properties} = JSON.parse(schema) as {properties: Record<string, object>};
      expect(Object.keys(properties)).toContain(name === 'receipt' ? 'resultHash' : 'receipt');
    }
    expect((await testMachine().sluice('schema', '--output', 'all')).code).toBe(2);
  });
});

describe('help', () => {
  it('lists every command, and of each every argument and option', async () => {
    const {code, out} = await testMachine().sluice('--help');
    expect(code).toBe(0);
    for (const {name, summary, load} of COMMANDS) {
      expect(out).toContain(`  ${name} `);
      const {command} = await load();
      const help = await testMachine().sluice(name, '--help');
      expect([help.code, help.err]).toEqual([0, '']);
      expect(help.out.toLowerCase()).toContain(summary.toLowerCase());
      for (const argument of command.args) expect(help.out).toMatch(new RegExp(`^  ${argument.name} `, 'm'));
      for (const option of Object.keys(command.options)) expect(help.out).toMatch(new RegExp(`^  --${option}\\b`, 'm'));
      expect(Math.max(...help.out.split('\n').map(({length}) => length))).toBeLessThanOrEqual(100);
    }
  });

  it('tells the version', async () => {
    expect(await testMachine().sluice('--version')).toMatchObject({code: 0, out: '0.0.0\n', err: ''});
  });
});
