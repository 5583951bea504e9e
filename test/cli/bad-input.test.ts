import {expect, it} from 'vitest';
import {testMachine} from './support.ts';

const valid = 'sluice: 1\nid: test\n';

it.each<[string, string, string[], RegExp[]]>([
  ['an unknown key', `${valid}windws: {}\n`, [], [/^s\.yaml: windws: expected .*windows/]],
  [
    'a wrong type',
    `${valid}parameters: {service.mean_days: x}\n`,
    [],
    [/^s\.yaml: service\.mean_days: expected a number.*got "x"/],
  ],
  [
    'a value outside its domain',
    `${valid}parameters: {service.mean_days: -5}\n`,
    [],
    [/^s\.yaml: service\.mean_days: expected .*got -5/],
  ],
  ['broken YAML', 'sluice: 1\nid: [a\n', [], [/^s\.yaml: /]],
  ['a duplicate key', `${valid}id: again\n`, [], [/^s\.yaml: .*id/]],
  ['two faults at once', `${valid}windws: {}\nstep_days: 2\n`, [], [/step_days: .*got 2/, /windws: /]],
  [
    'an unknown path after --set',
    valid,
    ['--set', 'servce.mean_days=5'],
    [/^--set servce\.mean_days: .*"servce\.mean_days".*did you mean/],
  ],
  [
    'a value outside its domain after --set',
    valid,
    ['--set', 'service.mean_days=-5'],
    [/^s\.yaml with --set: .*service\.mean_days: expected .*got -5/],
  ],
  [
    'a setting without a value',
    valid,
    ['--set', 'service.mean_days'],
    [/^--set: expected path=value, got "service\.mean_days"/],
  ],
  [
    'a setting with nothing after its sign',
    valid,
    ['--set', 'service.mean_days=', '--set', 'x'],
    [/^--set service\.mean_days=: expected a value after =, got nothing; leave it out/, /^--set: .*got "x"/],
  ],
  ['an empty seed', valid, ['--seed', ''], [/^--seed: expected S after it, got empty text$/]],
  ['an empty seed after a sign', valid, ['--seed='], [/^--seed: expected S after it, got empty text$/]],
  [
    'outcomes that are like no other',
    valid,
    ['--outcomes', 'nope', '--series', 'nope'],
    [/^--outcomes: .*"nope"; `sluice outcomes` lists them$/, /^--series: .*"nope"; `sluice outcomes` lists them$/],
  ],
  ['no runs', valid, ['--runs', '0'], [/^--runs: expected a whole number of at least 1, got "0"/]],
  [
    'unknown outcomes, records and formats',
    valid,
    ['--series', 'hih', '--records', 'x', '--format', 'doc'],
    [/^--series: .*"hih"/, /^--records: .*"x"/, /^--format: expected names of csv, json, got "doc"/],
  ],
  ['records without a folder', valid, ['--records', 'all'], [/^--records: expected --out DIR beside it/]],
  ['an unknown option', valid, ['--rnus', '5'], [/^--rnus: .*did you mean "--runs"/, /^5: expected no further word/]],
])('refuses %s with exit code 2, a line per fault, and nothing done', async (name, text, words, faults) => {
  const machine = testMachine();
  machine.files.set('s.yaml', text);
  const folder = name === 'records without a folder' ? [] : ['--out', 'folder'];
  const {code, out, lines} = await machine.sluice('run', 's.yaml', ...folder, ...words);
  expect([code, out]).toEqual([2, '']);
  expect(lines).toHaveLength(faults.length);
  for (const [i, fault] of faults.entries()) expect(lines[i]).toMatch(fault);
  expect([machine.folders, machine.runners, machine.files.size]).toEqual([0, 0, 1]);
});

it.each<[string, string[], RegExp]>([
  [
    'a missing file',
    ['run', 'none.yaml'],
    /^none\.yaml: expected a scenario file or a preset \(baseline\), got nothing there$/,
  ],
  ['a misspelt preset', ['run', 'basline'], /^basline: .*did you mean "baseline"\?$/],
  ['an unknown command', ['rum'], /^sluice: expected a command .*got "rum"; did you mean "run"\?$/],
  ['a missing word', ['compare', 'baseline'], /^B: expected one, got nothing$/],
  [
    'sides that cannot be compared',
    ['compare', 'baseline', 'baseline', '--set-b', 'step_days=1'],
    /^baseline-b: step_days: expected 7 as in the reference, got 1$/,
  ],
  ['a result that is none', ['verify', 'text'], /^text: expected JSON/],
  ['a setting of B that is none', ['compare', 'baseline', 'baseline', '--set-b', 'x'], /^--set-b: .*got "x"$/],
  ['other JSON to verify', ['verify', 'json'], /^json: not a result of sluice; expected what --json printed/],
  ['another receipt to verify', ['verify', 'other'], /^other: not a result of sluice; /],
  ['a receipt without its scenario', ['verify', 'bare'], /^bare: this receipt holds no scenario; /],
  ['a result without its scenario', ['verify', 'inner'], /^inner: this receipt holds no scenario; /],
])('refuses %s with exit code 2 and one line', async (_, words, fault) => {
  const machine = testMachine();
  machine.files.set('text', 'hello');
  machine.files.set('json', '{"name": "sluice", "version": "0.1.0"}');
  machine.files.set('other', '{"receipt": 1}');
  machine.files.set('bare', '{"resultHash": "0", "seed": "1"}');
  machine.files.set('inner', '{"receipt": {"resultHash": "0"}}');
  const {code, out, lines} = await machine.sluice(...words);
  expect([code, out]).toEqual([2, '']);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(fault);
  expect(machine.runners).toBe(0);
});

it('shows hidden characters of a fault, so that no input can write lines of its own', async () => {
  const {code, lines} = await testMachine().sluice('run', 'a\nok\u001b[2K\u202e');
  expect(code).toBe(2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(String.raw`a\u000aok\u001b[2K\u202e: expected`);
});
