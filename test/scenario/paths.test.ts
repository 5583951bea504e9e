import fc from 'fast-check';
import {beforeAll, describe, expect, it} from 'vitest';
import type {Value} from '../../src/scenario/address.ts';
import {addressesOf} from '../../src/scenario/addresses.ts';
import {diffPaths} from '../../src/scenario/diff.ts';
import {loadDocument, loadText} from '../../src/scenario/load.ts';
import {getPath, readValue, setPath, validPaths} from '../../src/scenario/paths.ts';
import type {ScenarioDocument} from '../../src/scenario/schema.ts';
import {randomDocument} from './random-document.ts';
import {full, small} from './small-catalogue.ts';

let document: ScenarioDocument;
let empty: ScenarioDocument;

async function minimal(data: unknown): Promise<ScenarioDocument> {
  const result = await (typeof data === 'string' ? loadText(data, small) : loadDocument(data, small));
  if (result.ok) return result.scenario.document;
  throw new Error(JSON.stringify(result.faults));
}

beforeAll(async () => {
  document = await minimal(full);
  empty = await minimal({sluice: 1, id: 'x'});
});

function set(from: ScenarioDocument, path: string, value: Value): ScenarioDocument {
  const result = setPath(from, path, value, small);
  if (result.ok) return result.document;
  throw new Error(JSON.stringify(result.fault));
}

const differing = (a: ScenarioDocument, b: ScenarioDocument) => diffPaths(a, b, small).map(({path}) => path);

describe('a path', () => {
  it.each([
    ['policy.staging.stages.research.min_days', 90],
    ['review_days', 90],
    ['policy.staging.stages.public.min_days', 0],
    ['policy.staging.stages.public.access', ['accredited', 'enterprise', 'consumer']],
    ['policy.staging.threshold.top', 5],
    ['policy.staging.from', '2025-01-06'],
    ['policy.ratchet.announced', null],
    ['policy.staging.until', null],
    ['service.mean_days', 30],
    ['teams.eu', 6],
    ['teams.uk', 1],
    ['findings.probability.enterprise', 0.2],
    ['service.law', 'lognormal'],
    ['mechanisms.entry', true],
    ['world.developers.alpha-twin.compute', 25.5],
    ['world.jurisdictions.uk.user_share', 0.1],
    ['windows.late.to', 'policy+52w'],
    ['policy_date', '2025-01-06'],
    ['seed', '7'],
    ['step_days', 3.5],
  ])('%s holds what is said or the default', (path, value) => {
    expect(getPath(document, path, small)).toEqual(value);
  });

  it('goes through ids, never through places', () => {
    for (const path of validPaths(document, small)) expect(path).not.toMatch(/(^|\.)\d+(\.|$)|\[/);
    expect(new Set(validPaths(document, small)).size).toBe(validPaths(document, small).length);
  });

  it('that is unknown is a fault with the nearest one', () => {
    expect(setPath(document, 'policy.staging.stages.reserch.min_days', 1, small)).toEqual({
      ok: false,
      fault: {
        path: 'path',
        expected: 'a path of this scenario',
        got: '"policy.staging.stages.reserch.min_days"',
        hint: 'did you mean "policy.staging.stages.research.min_days"?',
      },
    });
    expect(setPath(document, 'reveiw_days', 1, small)).toMatchObject({fault: {hint: 'did you mean "review_days"?'}});
    for (const path of ['__proto__', 'constructor', 'parameters', 'toString', '', 'policy.staging']) {
      expect(setPath(document, path, 1, small).ok).toBe(false);
      expect(getPath(document, path, small)).toBeUndefined();
    }
  });
});

describe('setPath', () => {
  it('writes a parameter into an empty document and takes it out again at its default', () => {
    const changed = set(empty, 'service.mean_days', 30);
    expect(changed).toEqual({...empty, parameters: {'service.mean_days': 30}});
    expect(set(changed, 'service.mean_days', 60)).toEqual(empty);
    expect(set(changed, 'service.mean_days', null)).toEqual(empty);
  });

  it('leaves no trace in the document it is given', () => {
    const before = JSON.stringify(document);
    for (const path of validPaths(document, small)) set(document, path, 1);
    expect(JSON.stringify(document)).toBe(before);
  });

  it('changes one developer of the default world and forgets it again', () => {
    const changed = set(empty, 'world.developers.beta.compute', 26);
    expect(changed.world).toEqual({developers: ['default', {id: 'beta', compute: 26}]});
    expect(set(changed, 'world.developers.beta.compute', 25.5)).toEqual(empty);
    expect(set(empty, 'world.developers.beta.compute', 25.5)).toEqual(empty);
  });

  it('moves one end of a default window', () => {
    const changed = set(empty, 'windows.after.to', '2027-01-04');
    expect(changed.windows).toEqual({before: ['2023-01-02', '2025-01-06'], after: ['2025-01-06', '2027-01-04']});
    expect(set(changed, 'windows.after.to', null)).toEqual(empty);
  });

  it('reads a value by the kind of its place', () => {
    expect(getPath(set(document, 'seed', 5), 'seed', small)).toBe('5');
    expect(getPath(set(document, 'policy.staging.in', 'eu'), 'policy.staging.in', small)).toEqual(['eu']);
  });

  it('drops the number of the other index when the index changes', () => {
    const changed = set(document, 'policy.staging.threshold.index', 'fixed');
    expect(changed.policy?.[0].regime.threshold).toEqual({index: 'fixed'});
    expect(getPath(changed, 'policy.staging.threshold.flop', small)).toBe(1e26);
  });

  it('leaves every place as it was when its own value is set', async () => {
    await fc.assert(
      fc.asyncProperty(randomDocument, async (random) => {
        const given = await minimal(random);
        for (const path of validPaths(given, small)) {
          expect(set(given, path, getPath(given, path, small) as Value)).toEqual(given);
        }
      }),
      {numRuns: 20},
    );
  }, 60_000);

  it('is seen at its path and nowhere else, and undone by the old value', () => {
    for (const [path, {kind, usual}] of addressesOf(document, small)) {
      const old = getPath(document, path, small) as Value;
      const others: Value[] = kind === 'number' ? [12.5, 13.5] : kind === 'flag' ? [true, false] : ['other', 'word'];
      const fresh = (kind === 'list' ? [['us'], ['eu']] : others).find(
        (value) => String(value) !== String(old),
      ) as Value;
      const changed = set(document, path, fresh);
      expect(getPath(changed, path, small)).toEqual(fresh);
      expect(diffPaths(document, changed, small).map((difference) => difference.path)).toContain(path);
      if (path.endsWith('.threshold.index')) continue; // its number goes with it
      expect(differing(document, changed)).toEqual([path]);
      expect(set(changed, path, old), `${path} ${String(usual)}`).toEqual(document);
    }
  });
});

describe('diffPaths', () => {
  it('finds no difference between a document and itself, or one spelled otherwise', async () => {
    expect(diffPaths(document, document, small)).toEqual([]);
    const spelled = await minimal(full.replace('{capture: true}', '{capture: true, entry: true}'));
    expect(diffPaths(document, spelled, small)).toEqual([]);
  });

  it('tells both values, defaults included', () => {
    const changed = set(set(document, 'service.mean_days', null), 'policy.staging.stages.research.min_days', 30);
    expect(diffPaths(document, changed, small)).toEqual([
      {path: 'service.mean_days', a: 30, b: 60, settable: true},
      {path: 'policy.staging.stages.research.min_days', a: 90, b: 30, settable: true},
    ]);
  });

  it('tells a part that came or went as one difference', async () => {
    const {policy = [], ...rest} = document;
    const less = await minimal({...rest, policy: [policy[0]], world: undefined, levers: {}});
    const found = diffPaths(document, less, small);
    expect(found.map(({path}) => path)).toEqual([
      'policy.ratchet',
      'world.jurisdictions.uk',
      'world.developers.alpha-twin',
      'world.developers.beta.compute',
    ]);
    expect(found[0]).toMatchObject({a: policy[1], b: undefined, settable: false});
    expect(differing(less, document)).toEqual(found.map(({path}) => path));
  });

  it('counts the order of entries and of stages, not that of windows', async () => {
    const {policy = [], windows = {}} = document;
    const [early, late] = [windows['early'], windows['late']];
    expect(differing(document, await minimal({...document, windows: {late, early}}))).toEqual([]);
    expect(differing(document, await minimal({...document, policy: policy.toReversed()}))).toEqual(['policy']);
  });
});

describe('readValue', () => {
  it.each([
    ['30', 30],
    ['1e26', 1e26],
    ['-0', 0],
    ['+5', 5],
    ['true', true],
    ['', null],
    ['us~eu', ['us', 'eu']],
    ['us~', ['us']],
    ['2025-01-06', '2025-01-06'],
    ['unlimited', 'unlimited'],
    ['1_000', '1_000'],
    ['Infinity', 'Infinity'],
    ['1e400', '1e400'],
    ['0x10', '0x10'],
  ])('reads %j', (text, value) => {
    expect(readValue(text)).toEqual(value);
  });
});
