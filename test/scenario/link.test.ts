import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fromBase64url, toBase64url} from '../../src/scenario/base64url.ts';
import {
  decodeLink,
  deflatedPart,
  encodeLink,
  lengthNote,
  type LinkSide,
  type LinkState,
  VIEW_KEYS,
} from '../../src/scenario/link.ts';
import {linkSide, openSide} from '../../src/scenario/link-sides.ts';
import {scenarioHash} from '../../src/scenario/identity.ts';
import {loadDocument, loadText} from '../../src/scenario/load.ts';
import type {Scenario} from '../../src/scenario/scenario.ts';
import {randomDocument} from './random-document.ts';
import {full, small} from './small-catalogue.ts';

const nothing: LinkState = {
  a: {preset: null, changes: {}, document: null},
  b: null,
  seed: null,
  runs: null,
  version: null,
  view: {},
};

async function loaded(result: ReturnType<typeof loadText>): Promise<Scenario> {
  const found = await result;
  if (found.ok) return found.scenario;
  throw new Error(JSON.stringify(found.faults));
}

describe('encodeLink', () => {
  it('writes readable names, the preset first and the version last', () => {
    const state: LinkState = {
      a: {preset: 'article-90', changes: {'service.mean_days': 30, 'policy.staging.in': ['us', 'eu']}, document: null},
      b: {preset: 'no-staging', changes: {'mechanisms.entry': false, 'teams.us': 'unlimited'}, document: null},
      seed: 'white house',
      runs: 200,
      version: '1',
      view: {window: 'after'},
    };
    expect(encodeLink(state)).toBe(
      'preset=article-90&policy.staging.in=us~eu&service.mean_days=30' +
        '&b.preset=no-staging&b.mechanisms.entry=false&b.teams.us=unlimited' +
        '&seed=white%20house&runs=200&window=after&v=1',
    );
  });

  it('writes the shortest number that reads back, without a plus sign', () => {
    const text = (value: number) => encodeLink({...nothing, a: {...nothing.a, changes: {x: value}}});
    expect([0.1, 1e26, 1e-7, -3].map(text)).toEqual(['x=0.1', 'x=1e26', 'x=1e-7', 'x=-3']);
  });
});

const id = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const path = fc
  .array(id, {minLength: 1, maxLength: 4})
  .map((ids) => ids.join('.'))
  .filter((name) => !/^(?:b\..*|preset|doc|seed|runs|v|s|ref|utm_.*|fbclid|gclid|msclkid|mc_[ce]id)$/.test(name))
  .filter((name) => !(VIEW_KEYS as readonly string[]).includes(name));
const text = fc
  .oneof(
    fc.string({minLength: 1}),
    fc.string({minLength: 1, unit: 'grapheme'}),
    fc.constantFrom('30', 'true', '~', '1e5', '%', '-0', 'a~b', '+1'),
  )
  .map((word) => word.normalize('NFC'));
const value = fc.oneof(
  fc.double({noNaN: true, noDefaultInfinity: true}).map((x) => x + 0),
  fc.boolean(),
  fc.constant(null),
  text,
  fc.array(text, {maxLength: 4}),
);
const side: fc.Arbitrary<LinkSide> = fc.record({
  preset: fc.option(id),
  changes: fc.dictionary(path, value, {noNullPrototype: true}),
  document: fc.option(fc.dictionary(id, fc.oneof(fc.integer(), text), {noNullPrototype: true})),
});
const state: fc.Arbitrary<LinkState> = fc.record({
  a: side,
  b: fc.option(side),
  seed: fc.option(text),
  runs: fc.option(fc.integer({min: 1, max: 100_000})),
  version: fc.option(text),
  view: fc.dictionary(fc.constantFrom(...VIEW_KEYS), text, {noNullPrototype: true}),
});

describe('decodeLink', () => {
  it('reads back what encodeLink wrote, whatever it is', () => {
    fc.assert(
      fc.property(state, (given) => {
        const fragment = encodeLink(given);
        expect(fragment).toMatch(/^[\w.~%&=-]*$/);
        expect(decodeLink(`#${fragment}`)).toEqual({state: given, notes: []});
      }),
      {numRuns: 1000},
    );
  });

  it('ignores what trackers append', () => {
    const {state: read, notes} = decodeLink('#preset=x&utm_source=mail&utm_campaign=a&fbclid=1&gclid=2');
    expect(read.a).toEqual({preset: 'x', changes: {}, document: null});
    expect(notes).toEqual([]);
  });

  it('notes what is broken and reads the rest', () => {
    const {state: read, notes} = decodeLink('preset=x&lonely&a.b=%zz&runs=-1&runs=5&a~b=1&__proto__=1&doc={&s=9&c=2');
    expect(read).toMatchObject({a: {preset: 'x', changes: {c: 2}, document: null}, runs: null});
    expect(notes).toHaveLength(8);
  });

  it('takes any text without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.constantFrom('b.', 'preset', '=', '&', '%', 'doc', '~', 'a.b', '{"', '1'))
            .map((parts) => parts.join('')),
        ),
        (fragment) => {
          decodeLink(fragment);
        },
      ),
      {numRuns: 2000},
    );
    expect(decodeLink(`a=${'1'.repeat(600_000)}`).notes).toHaveLength(1);
  });

  it('tells a long link, a link that is too long, and the deflated form', () => {
    expect(lengthNote('a'.repeat(1500))).toBeUndefined();
    expect(lengthNote('a'.repeat(1501))).toContain('Long link');
    expect(lengthNote('a'.repeat(8001))).toContain('too big for a link');
    expect(deflatedPart('#z=Ab-_9')).toBe('Ab-_9');
    expect(deflatedPart('preset=x&z=1')).toBeUndefined();
  });
});

describe('a side of a link', () => {
  it('means the scenario it was made of, over any preset', async () => {
    await fc.assert(
      fc.asyncProperty(randomDocument, randomDocument, async (first, second) => {
        const preset = (await loaded(loadDocument(first, small))).document;
        const scenario = await loaded(loadDocument(second, small));
        const made = linkSide(scenario.document, preset, small);
        const sent = decodeLink(encodeLink({...nothing, a: made})).state.a;
        const {scenario: opened, notes} = await openSide(sent, preset, small);
        expect(notes).toEqual([]);
        expect(opened.input).toEqual(scenario.input);
        expect(scenarioHash(opened.input)).toBe(scenarioHash(scenario.input));
      }),
      {numRuns: 60},
    );
  }, 60_000);

  it('is the document itself where a part came or went', async () => {
    const preset = (await loaded(loadText(full, small))).document;
    const {policy = [], ...rest} = preset;
    const document = {...rest, policy: [policy[0]]};
    const side = linkSide((await loaded(loadDocument(document, small))).document, preset, small);
    expect(side).toEqual({preset: null, changes: {}, document});
  });

  it('keeps a value that is the default of the preset but not of the scenario', async () => {
    const entry = (dates: object) => ({sluice: 1, id: 'x', policy: [{id: 'p', regime: {stages: []}, ...dates}]});
    const preset = (await loaded(loadDocument(entry({from: '2025-01-06'}), small))).document;
    const later = await loaded(loadDocument(entry({from: '2025-06-02', announced: '2025-01-06'}), small));
    const sent = decodeLink(encodeLink({...nothing, a: linkSide(later.document, preset, small)})).state.a;
    expect(Object.keys(sent.changes).sort()).toEqual(['policy.p.announced', 'policy.p.from']);
    expect((await openSide(sent, preset, small)).scenario.input).toEqual(later.input);
  });

  it('takes levers for paths, leaves out what the preset cannot take, and says so', async () => {
    const preset = (await loaded(loadText(full, small))).document;
    const changes = {
      review_days: 30,
      'teams.us': 0,
      'policy.staging.stages.reserch.min_days': 1,
      'demand.nest': 0.5,
      'policy.ratchet.when': 'nobody > 1',
    };
    const {scenario, notes} = await openSide({preset: 'everything', changes, document: null}, preset, small);
    expect(scenario.document.parameters).toMatchObject({'demand.nest': 0.5, 'teams.us': 'unlimited'});
    expect(scenario.input.policy[0].regime.stages?.[0].min_days).toBe(30);
    expect(notes).toHaveLength(3);
    expect(notes.join('\n')).toContain('teams.us: expected a whole number >= 1 (teams) or "unlimited", got 0');
    expect(notes.join('\n')).toContain('did you mean "policy.staging.stages.research.min_days"?');
    expect(notes.join('\n')).toContain('policy.ratchet.when: expected one of');
  });

  it('takes changes that are sound only together, in any order', async () => {
    const preset = (await loaded(loadText('sluice: 1\nid: x', small))).document;
    for (const changes of [
      {start: '2031-01-06', end: '2033-01-03', 'teams.us': 0},
      {end: '2033-01-03', start: '2031-01-06', 'teams.us': 0},
    ]) {
      const {scenario, notes} = await openSide({preset: 'x', changes, document: null}, preset, small);
      expect(scenario.input).toMatchObject({start: '2031-01-06', days: 728});
      expect(notes).toHaveLength(1);
    }
  });
});

// Oracle: RFC 4648 by way of Node's own codec.
describe('base64url', () => {
  it('agrees with Node, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 100}), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        expect(toBase64url(bytes)).toBe(text);
        expect(fromBase64url(text)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('refuses other characters, padding and stray bits', () => {
    for (const wrong of ['a', 'ab==', 'a+b/', 'é', 'AB', 'AAB']) expect(fromBase64url(wrong)).toBeUndefined();
  });
});
