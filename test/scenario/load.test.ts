import {describe, expect, it} from 'vitest';
import {formatFault} from '../../src/scenario/fault.ts';
import {scenarioHash} from '../../src/scenario/identity.ts';
import {loadText} from '../../src/scenario/load.ts';
import type {Scenario} from '../../src/scenario/scenario.ts';
import {full, small} from './small-catalogue.ts';

async function load(text: string): Promise<Scenario> {
  const result = await loadText(text, small);
  if (result.ok) return result.scenario;
  throw new Error(result.faults.map((fault) => formatFault('s.yaml', fault)).join('\n'));
}

const plain = (more = '') => load(`sluice: 1\nid: x\n${more}`);
const hash = async (more = '') => scenarioHash((await plain(more)).input);

describe('a document', () => {
  it('needs only a version and an id', async () => {
    const {input, seed, title, document} = await plain();
    expect({seed, title}).toEqual({seed: 'sluice', title: 'x'});
    expect(input).toEqual({
      start: '2023-01-02',
      days: 2919,
      step_days: 7,
      windows: {before: {from: 0, to: 735}, after: {from: 735, to: 1827}},
      parameters: {},
      mechanisms: {},
      world: {...small.defaultWorld},
      policy: [],
    });
    expect(document).toEqual({sluice: 1, id: 'x'});
  });

  it('counts days of policies and windows from its start', async () => {
    const {input} = await load(full);
    expect(input.days).toBe(1092);
    expect(input.policy.map(({from, announced, until}) => [from, announced, until])).toEqual([
      [371, 182, null],
      [null, null, null],
    ]);
    expect(input.windows).toEqual({early: {from: 0, to: 371}, late: {from: 399, to: 735}});
  });

  it('spells out stages: the last is open to all, lists follow the catalogue', async () => {
    const {input} = await load(full);
    const {stages = [], threshold} = input.policy[0].regime;
    expect(stages.map(({access}) => access)).toEqual([
      ['accredited'],
      ['accredited', 'enterprise'],
      ['accredited', 'enterprise', 'consumer'],
    ]);
    expect(stages[2]).toMatchObject({
      min_days: 0,
      evaluations: 0,
      evaluator_access: 'black_box',
      checks: false,
      sign_off: true,
    });
    expect(threshold).toEqual({index: 'frontier_relative', top: 5});
    expect(input.policy[1].regime).toEqual({threshold: {index: 'fixed', flop: 1e25}});
  });

  it('takes all jurisdictions where an entry names none', async () => {
    const {input} = await plain('policy: [{id: p, from: 2025-01-06, regime: {binding: mandatory}}]');
    expect(input.policy[0]).toEqual({
      id: 'p',
      from: 735,
      until: null,
      announced: 735,
      when: null,
      in: ['us', 'eu'],
      regime: {binding: 'mandatory'},
    });
  });

  it('reads formulas as trees', async () => {
    const {claims, metrics, input} = await load(full);
    expect(claims).toEqual([
      {id: 'cr3-80', text: 'Three hold four fifths', formula: {op: '>=', args: [{ref: 'cr3@late'}, 0.8]}},
    ]);
    expect(metrics).toEqual({gap: {op: '-', args: [{ref: 'hhi.eu@late'}, {ref: 'hhi.eu@early'}]}});
    expect(input.policy[1].when).toMatchObject({op: 'or'});
  });
});

describe('the seed', () => {
  it('is text: 1 and "1" are one seed, and 0 is a seed', async () => {
    expect((await plain('seed: 1')).seed).toBe('1');
    expect((await plain('seed: "1"')).seed).toBe('1');
    expect((await plain('seed: 0')).seed).toBe('0');
    expect((await plain('seed: 1')).document).toEqual((await plain('seed: "1"')).document);
  });

  it('is no part of the hash', async () => {
    expect(await hash('seed: 5')).toBe(await hash());
  });
});

describe('the hash of what a run reads', () => {
  const same = [
    ['a comment', '# note'],
    ['names and claims', 'title: T\nsummary: S\nclaims: [{id: c, text: t, formula: "hhi@after > 1"}]'],
    ['empty sections', 'parameters:\npolicy:\nmechanisms: {}\nworld:\nwindows:'],
    [
      'spelled-out defaults',
      'start: 2023-01-02\nend: 2030-12-30\nstep_days: 7.0\nparameters: {service.mean_days: 6e1, teams.eu: 6}',
    ],
    ['default switches', 'mechanisms: {entry: true, capture: false}'],
    [
      'the default windows in another order',
      'windows: {after: [2025-01-06, 2028-01-03], before: [2023-01-02, 2025-01-06]}',
    ],
    ['an entry that names no rule', 'policy: [{id: p, from: 2025-01-06, regime: {}}]'],
    ['the default world by name', 'world: {jurisdictions: [us, eu], developers: [alpha, beta, openers]}'],
    ['the default world by a word', 'world: {developers: [default]}'],
    ['a default developer spelled out', 'world: {developers: [default, {id: beta, compute: 25.5, markets: [eu, us]}]}'],
    ['another display name', 'world: {developers: [default, {id: beta, name: Archetype 2, source: somewhere}]}'],
  ];
  it.each(same)('is not moved by %s', async (_, more) => {
    expect(await hash(more)).toBe(await hash());
  });

  const other = [
    ['the start', 'start: 2023-01-09'],
    ['the end', 'end: 2030-12-23'],
    ['the step', 'step_days: 1'],
    ['a window', 'windows: {before: [2023-01-02, 2025-01-06], after: [2025-01-06, 2028-01-10]}'],
    ['a parameter', 'parameters: {service.mean_days: 60.000000000000007}'],
    ['a switch', 'mechanisms: {capture: true}'],
    ['a member of the world', 'world: {developers: [default, {copy_of: alpha, id: twin}]}'],
    ['the order of developers', 'world: {developers: [beta, alpha, openers]}'],
    ['a number of a developer', 'world: {developers: [default, {id: beta, compute: 25.6}]}'],
    ['a rule', 'policy: [{id: p, from: 2025-01-06, regime: {stages: []}}]'],
  ];
  it.each(other)('is moved by %s', async (_, more) => {
    expect(await hash(more)).not.toBe(await hash());
  });

  it('is the same for YAML and for JSON of one document, whatever the order of its names', async () => {
    const {document, input} = await load(full);
    expect(scenarioHash((await load(JSON.stringify(document))).input)).toBe(scenarioHash(input));
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, inner]) => [name, turned(inner)]),
      );
    };
    const reversed = await load(JSON.stringify(turned(document)));
    expect(scenarioHash(reversed.input)).toBe(scenarioHash(input));
    expect(reversed.input.windows).toEqual(input.windows);
    expect(Object.keys(reversed.input.windows)).toEqual(Object.keys(input.windows));
    expect(Object.keys(reversed.input.parameters)).toEqual(Object.keys(input.parameters));
  });

  it('is the one recorded when this format was made', async () => {
    // Golden: a change moves every published link and needs a line in the CHANGELOG.
    expect(scenarioHash((await load(full)).input)).toMatchInlineSnapshot(
      `"a72214530b762f8674d62878b8e1dbff91e41ef131c6e80b828c0290c19fa531"`,
    );
  });
});

describe('the world', () => {
  const developers = async (list: string) => (await plain(`world: {developers: ${list}}`)).input.world.developers;

  it('replaces the default list, where `default` stands for those not named, in their places', async () => {
    const ids = async (list: string) => (await developers(list)).map(({id}) => id);
    expect(await ids('[beta]')).toEqual(['beta']);
    expect(await ids('[default, {copy_of: beta, id: twin}]')).toEqual(['alpha', 'beta', 'openers', 'twin']);
    expect(await ids('[{copy_of: beta, id: twin}, default]')).toEqual(['twin', 'alpha', 'beta', 'openers']);
    expect(await ids('[{id: openers, cash: 1}, default]')).toEqual(['alpha', 'beta', 'openers']);
    expect(await ids('[]')).toEqual([]);
  });

  it('copies all of a developer but its id and name, and takes what the copy says itself', async () => {
    const [alpha, , , twin, second] = await developers(
      '[default, {id: alpha, cash: 7}, {copy_of: alpha, id: twin, installed: 0}, {copy_of: twin, id: second}]'.replace(
        '{id: alpha, cash: 7}, ',
        '',
      ),
    );
    expect(twin).toEqual({...alpha, id: 'twin', name: 'twin', installed: 0});
    expect(second).toEqual({...twin, id: 'second', name: 'second'});
  });

  it('copies what the document changed in the original', async () => {
    const all = await developers('[default, {id: alpha, cash: 7}, {copy_of: alpha, id: twin}]');
    expect(all.find(({id}) => id === 'twin')?.cash).toBe(7);
  });

  it('takes a new developer with its kind, home and compute, and sensible defaults', async () => {
    const [made] = await developers('[{id: made, kind: startup, home: eu, compute: 24}]');
    expect(made).toMatchObject({
      name: 'made',
      markets: 'all',
      count: 1,
      cash: 0,
      safety_spend: null,
      public_model: false,
    });
  });
});

describe('windows', () => {
  const windows = async (more: string) => (await plain(more)).input.windows;

  it('are clipped to the run where the document names none, and the whole run where none is left', async () => {
    expect(await windows('start: 2024-01-01\nend: 2024-12-30')).toEqual({before: {from: 0, to: 364}});
    expect(await windows('start: 2035-01-01\nend: 2035-12-31')).toEqual({whole: {from: 0, to: 364}});
  });

  it('count offsets from policy_date, or else from the earliest dated entry', async () => {
    const moved = 'windows: {first: [policy, "policy+4w"], prior: ["policy-10d", policy]}\n';
    const entries = 'policy: [{id: b, from: 2025-02-03, regime: {}}, {id: a, from: 2025-01-06, regime: {}}]\n';
    expect(await windows(moved + entries)).toEqual({prior: {from: 725, to: 735}, first: {from: 735, to: 763}});
    expect(await windows(`${moved}${entries}policy_date: 2025-02-03`)).toMatchObject({first: {from: 763, to: 791}});
    await expect(windows(moved)).rejects.toThrow('as no entry of the policy is dated');
  });
});
