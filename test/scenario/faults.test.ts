import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatFault} from '../../src/scenario/fault.ts';
import {loadText} from '../../src/scenario/load.ts';
import {editDistance, nearest} from '../../src/scenario/suggest.ts';
import {full, small} from './small-catalogue.ts';

async function faults(text: string): Promise<string[]> {
  const result = await loadText(text, small);
  return result.ok ? [] : result.faults.map((fault) => formatFault('f.yaml', fault));
}

const one = (more: string) => faults(`sluice: 1\nid: x\n${more}`);
const entry = (fields: string) => one(`policy: [{id: p, from: 2025-01-06, regime: {stages: [{id: last}]}, ${fields}}]`);
const stage = (fields: string) =>
  one(`policy: [{id: p, from: 2025-01-06, regime: {stages: [{id: s, access: [consumer], ${fields}}, {id: last}]}}]`);
const threshold = (top: number) =>
  one(`policy: [{id: p, from: 2025-01-06, regime: {threshold: {index: frontier_relative, top: ${top}}}}]`);
const developers = (list: string) => one(`world: {developers: ${list}}`);

// Oracle: the rules of the document as written in its description; each line is one broken rule.
describe('a fault', () => {
  it.each([
    ['seed: [1]', 'seed: expected text or a whole number (long numbers in quotes), got a list of 1'],
    ['seed: 1.5', 'seed: expected text or a whole number (long numbers in quotes), got 1.5'],
    ['seed: ""', 'seed: expected text or a whole number (long numbers in quotes), got ""'],
    ['end: 2022-01-03', 'end: expected a date after the start, 2023-01-02, got 2022-01-03'],
    ['end: 2025-02-30', 'end: expected a date of the calendar, year-month-day, got text "2025-02-30"'],
    [
      'end: 2030-12-31',
      'end: expected a whole number of steps of 7 days after 2023-01-02, got 2030-12-31; try 2030-12-30 or 2031-01-06',
    ],
    ['end: 9000-12-31', 'end: expected a run of at most 100 years'],
    ['step_days: 2', 'step_days: expected one of: 7, 3.5, 1 (days), got 2'],
    ['parameters: {service.mean_days: ten}', 'service.mean_days: expected a number > 0 (days), got "ten"'],
    ['parameters: {service.mean_days: 1_000}', 'service.mean_days: expected a number > 0 (days), got text "1_000"'],
    ['parameters: {service.mean_days: -1}', 'service.mean_days: expected a number > 0 (days), got -1'],
    ['parameters: {service.mean_days: 0}', 'service.mean_days: expected a number > 0 (days), got 0'],
    ['parameters: {service.mean_days: .inf}', 'service.mean_days: expected a number > 0 (days), got Infinity'],
    ['parameters: {service.mean_days: .nan}', 'service.mean_days: expected a number > 0 (days), got NaN'],
    ['parameters: {service.mean_days: 1e400}', 'service.mean_days: expected a number > 0 (days), got Infinity'],
    ['parameters: {service.mean_days: unlimited}', 'service.mean_days: expected a number > 0 (days), got "unlimited"'],
    ['parameters: {service.mean_days: null}', 'service.mean_days: expected a number > 0 (days), got null'],
    ['parameters: {demand.nest: 1.01}', 'demand.nest: expected a number > 0 and <= 1, got 1.01'],
    ['parameters: {teams.us: 0}', 'teams.us: expected a whole number >= 1 (teams) or "unlimited", got 0'],
    ['parameters: {teams.us: 1.5}', 'teams.us: expected a whole number >= 1 (teams) or "unlimited", got 1.5'],
    [
      'parameters: {teams.uk: 3}',
      'parameters.teams.uk: expected a known name, got "teams.uk"; did you mean "teams.us"?',
    ],
    [
      'parameters: {service.law: normal}',
      'service.law: expected one of: deterministic, exponential, lognormal, got "normal"',
    ],
    [
      'parameters: {servce.mean_days: 3}',
      'parameters.servce.mean_days: expected a known name, got "servce.mean_days"; did you mean "service.mean_days"?',
    ],
    ['parameters: {mean_days: 3}', 'did you mean "service.mean_days"?'],
    [
      'parameters: {service: {mean_days: 3}}',
      'parameters.service: expected a known name, got "service"; write names in full, such as service.law',
    ],
    ['parameters: {toString: 1}', 'parameters.toString: expected a known name, got "toString"'],
    ['mechanisms: {entry: 0}', 'mechanisms.entry: expected true or false, got 0'],
    ['mechanisms: {enrty: true}', 'mechanisms.enrty: expected a known name, got "enrty"; did you mean "entry"?'],
    ['polcy: []', 'polcy: expected a known name, got "polcy"; did you mean "policy"?'],
    ['levers: {a: policy.x}', 'levers.a: expected a path of this document, got "policy.x"'],
    ['levers: {a: servce.mean_days}', 'did you mean "service.mean_days"?'],
    ['levers: {seed: end}', 'levers.seed: expected a name that is no path, got "seed"'],
    ['windows: {a: [2025-01-06]}', 'windows.a: expected a pair [from, to), got a list of 1'],
    ['windows: {a: [2025-01-06, 2025-01-06]}', 'windows.a: expected an end after its begin'],
    ['windows: {a: [2022-01-06, 2025-01-06]}', 'windows.a: expected days of the run, 2023-01-02 to 2030-12-30'],
    ['windows: {a: [policy, "policy+4w"]}', 'give policy_date, or an entry of the policy a date'],
    [
      'windows: {a: [policy + 4w, 2025-01-06]}',
      'windows.a.from: expected a date, or an offset such as "policy+4w", got "policy + 4w"',
    ],
    [
      'windows: {a-b: [2025-01-06, 2025-02-03]}',
      'windows.a-b: expected a name: a small letter, then small letters, digits or _, got "a-b"',
    ],
    [
      'metrics: {m: "hhi@afer + 1"}',
      'metrics.m: expected a window of this document (before, after), got "hhi@afer"; did you mean "after"?',
    ],
    ['metrics: {m: "hi@after"}', 'metrics.m: expected an outcome of the model, got "hi@after"; did you mean "hhi"?'],
    ['metrics: {m: "1 +"}', 'metrics.m: expected a formula, got a syntax error'],
    ['claims: [{id: c, text: t}]', 'claims.c.formula: expected a formula, at most 2000 characters, got nothing'],
    [
      'claims: [{id: c, text: t, formula: "1"}, {id: c, text: t, formula: "1"}]',
      'claims.c: expected each id once, got "c" again',
    ],
  ])('of %s says where, what was expected, what was found', async (more, line) => {
    const found = await one(more);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(line);
    expect(found[0].startsWith('f.yaml: ')).toBe(true);
  });

  it.each([
    ['when: "hhi > 1"', 'policy.p: expected one of from (a date), when (a condition) and rung (of the ladder), got'],
    ['announced: 2025-01-07', 'policy.p.announced: expected a date up to from, 2025-01-06, got 2025-01-07'],
    ['until: 2025-01-06', 'policy.p.until: expected a date after from, 2025-01-06, got 2025-01-06'],
    ['in: [us, atlantis]', 'policy.p.in: expected a jurisdiction of the world, got "atlantis"; known: us, '],
    ['in: [us, ue]', 'policy.p.in: expected a jurisdiction of the world, got "ue"; did you mean "us"?'],
    ['in: us', 'policy.p.in: expected a list of jurisdictions, at least 1, got "us"'],
    ['in: [us, us]', 'policy.p.in: expected a list of jurisdictions, each once, got a list of 2'],
    ['moratorium: 1', 'policy.p.moratorium: expected a known name'],
  ])('of an entry with %s names the entry by its id', async (fields, line) => {
    expect(await entry(fields)).toEqual([expect.stringContaining(`f.yaml: ${line}`)]);
  });

  it.each([
    ['min_days: ten', 'min_days: expected a number >= 0 (days), got "ten"'],
    ['min_days: -1', 'min_days: expected a number >= 0 (days), got -1'],
    ['min_day: 1', 'min_day: expected a known name, got "min_day"; did you mean "min_days"?'],
    ['evaluations: 1.5', 'evaluations: expected a whole number >= 0 and <= 1000000 (evaluations), got 1.5'],
    [
      'evaluator_access: blackbox',
      'evaluator_access: expected one of: black_box, fine_tuning, white_box, got "blackbox"; did you mean "black_box"?',
    ],
    ['on_critical: last', 'on_critical: expected remedy, first, or the id of an earlier stage, got "last"'],
    ['sign_off: yes', 'sign_off: expected true or false, got "yes"'],
  ])('of a stage with %s has a path through ids', async (fields, line) => {
    expect(await stage(fields)).toEqual([expect.stringContaining(`f.yaml: policy.p.stages.s.${line}`)]);
  });

  it.each([0, 1.5, 101])('refuses rank %d, as the model remembers the 100 largest training runs', async (top) => {
    const line = 'f.yaml: policy.p.threshold.top: expected a whole number >= 1 and <= 100 (training runs), got';
    expect([await threshold(100), await threshold(top)]).toEqual([[], [`${line} ${top}`]]);
  });

  it('asks for access on all stages but the last', async () => {
    const found = await one('policy: [{id: p, from: 2025-01-06, regime: {stages: [{id: s}, {id: t}]}}]');
    expect(found).toEqual([expect.stringContaining('policy.p.stages.s.access: expected a list of segments')]);
  });

  it('knows the stages of the document as members of a family', async () => {
    const staged = 'policy: [{id: p, from: 2025-01-06, regime: {stages: [{id: s}]}}]\n';
    expect(await one(`${staged}parameters: {findings.probability.s: 0.5}`)).toEqual([]);
    expect(await one('parameters: {findings.probability.s: 0.5}')).toHaveLength(1);
    expect(await one(`${staged}parameters: {findings.probability.s: 2}`)).toEqual([
      'f.yaml: findings.probability.s: expected a number >= 0 and <= 1 (share), got 2',
    ]);
  });

  it.each([
    ['[alpah]', 'world.developers.alpah: expected an id of the default world, got "alpah"'],
    ['[{copy_of: gamma, id: c}]', 'world.developers.c.copy_of: expected an id of the world, got "gamma"'],
    [
      '[default, {copy_of: alpha, id: beta}]',
      'world.developers.beta.copy_of: expected a new id for a copy, got "beta"',
    ],
    ['[{copy_of: d, id: c}, {copy_of: c, id: d}]', 'world.developers.c.copy_of: expected no circle of copies'],
    [
      '[default, {copy_of: alpha, id: c, home: mars}]',
      'world.developers.c.home: expected a jurisdiction of the world, got "mars"',
    ],
    [
      '[default, {id: beta, markets: [us, mars]}]',
      'world.developers.beta.markets: expected jurisdictions of the world, got "mars"',
    ],
    [
      '[{id: new, kind: lab, home: us}]',
      'world.developers.new.compute: expected a value, as this developer is new, got nothing',
    ],
    ['[beta, beta]', 'world.developers.beta: expected each id once, got "beta" again'],
    ['[{id: default, kind: lab, home: us, compute: 25}]', 'expected an id other than "default"'],
  ])('of the developers %s names them', async (list, line) => {
    expect((await developers(list))[0]).toContain(`f.yaml: ${line}`.replace('f.yaml: expected', 'expected'));
  });

  it('refuses a jurisdiction whose parameter would have the name of another', async () => {
    const found = await one('world: {jurisdictions: [default, {id: hire_rate}]}');
    expect(found[0]).toContain('world.jurisdictions.hire_rate: expected another id');
  });
});

describe('the faults of a document', () => {
  it('are all told at once, each once, and what follows from another is not told', async () => {
    const broken = full
      .replace('min_days: 90', 'min_days: ten')
      .replace('from: 2025-01-06', 'from: 2025-02-30')
      .replace('on_critical: research', 'on_critical: reserch')
      .replace('capture', 'captur')
      .replace('compute: 26', 'computes: 26')
      .replace('[us, eu]\n', '[us, ue]\n');
    expect((await faults(broken)).map((line) => line.split(': ')[1])).toEqual([
      'mechanisms.captur',
      'world.developers.beta.computes',
      'policy.staging.from',
      'policy.staging.stages.research.min_days',
      'policy.staging.stages.enterprise.on_critical',
      'policy.ratchet.in',
    ]);
  });

  it('name an item without an id by its ordinal', async () => {
    expect(await one('policy: [{id: p, from: 2025-01-06, regime: {}}, null]')).toEqual([
      expect.stringContaining('policy.#2: expected a policy entry'),
    ]);
  });

  it('are at most a hundred', async () => {
    const names = Array.from({length: 500}, (_, i) => `n${i}: 1`).join(', ');
    expect(await one(`parameters: {${names}}`)).toHaveLength(100);
  });

  it.each(['', '- 1', 'text', '3', 'null'])('say that %j is no scenario', async (text) => {
    expect(await faults(text)).toEqual([
      expect.stringMatching(/^f\.yaml: expected a scenario \(sluice, id, …\), got /),
    ]);
  });

  it('are one visible line each, whatever the document holds', async () => {
    const junk = fc.dictionary(fc.string(), fc.jsonValue({maxDepth: 3}));
    await fc.assert(
      fc.asyncProperty(junk, async (value) => {
        for (const line of await faults(JSON.stringify({sluice: 1, id: 'x', ...value}))) {
          expect(line).toMatch(/^f\.yaml: .*expected .+, got .+$/);
          expect(line).not.toMatch(/[\n\u202e]/);
        }
      }),
      {numRuns: 150},
    );
  });

  it('come as faults and never as exceptions, whatever stands in the sections', {timeout: 30_000}, async () => {
    const section = fc.constantFrom(
      'windows',
      'parameters',
      'mechanisms',
      'world',
      'levers',
      'policy',
      'metrics',
      'claims',
    );
    const word = fc.constantFrom(
      'id',
      'regime',
      'stages',
      'us',
      'alpha',
      'developers',
      'jurisdictions',
      'copy_of',
      'from',
      'p',
      'formula',
      'text',
      'default',
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        {maxDepth: 5},
        word,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('node'), {maxLength: 4}),
        fc.dictionary(word, tie('node'), {maxKeys: 4}),
      ),
    })).node;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(section, value), async (sections) => {
        await faults(JSON.stringify({sluice: 1, id: 'x', ...sections}));
      }),
      {numRuns: 400},
    );
  });
});

describe('nearest', () => {
  // Oracle: Damerau's four slips, counted by hand.
  it('counts a swap of neighbours as one edit', () => {
    expect(editDistance('ab', 'ba')).toBe(1);
    expect(editDistance('entry', 'enrty')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('is a distance: zero for the same, the same both ways, never more than the longer word', () => {
    const word = fc.string({maxLength: 12});
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  it('says nothing when nothing is near', () => {
    expect(nearest('xyz', ['service.mean_days'])).toBeUndefined();
    expect(nearest('a'.repeat(200), ['a'.repeat(200)])).toBeUndefined();
  });
});
