import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {OUTPUT_SCHEMAS} from '../../src/cli/output-schema.ts';
import {readCsv} from '../../src/export/read/csv.ts';
import {outcomes} from '../../src/model/observe.ts';
import {recordTables} from '../../src/model/record-tables.ts';
import {testMachine} from './support.ts';

const runJson = (text: string) => OUTPUT_SCHEMAS.run.parse(JSON.parse(text));
const SET = 'service.mean_days=33';

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
    expect(mean).toMatch(/^outcomes\..*@.*\.mean: the file says 3, computed 2$/);
    const seed = await verify(
      'o/receipt.json',
      (text) => text.replace('"seed": "sluice"', '"seed": "sluices"'),
      'o/receipt.json',
    );
    expect(seed.join()).toMatch(/resultHash: the file says/);
    const engine = await verify('o/receipt.json', (text) =>
      text.replace(/"engineVersion": "[^"]*"/, '"engineVersion": "0.x"'),
    );
    expect(engine).toHaveLength(1);
    expect(engine[0]).toMatch(/^engineVersion: the file says "0\.x", this is "/);
    const scenario = await verify('o/receipt.json', (text) =>
      text.replace('"id": "baseline"', '"id": "baseline", "step_days": 1'),
    );
    expect(scenario[0]).toMatch(/^scenarioHash/);
  });
});
