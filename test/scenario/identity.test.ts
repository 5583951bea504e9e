import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import type {RunInput} from '../../src/model/input.ts';
import {canonicalForm, scenarioHash} from '../../src/scenario/identity.ts';
import {loadDocument, loadText} from '../../src/scenario/load.ts';
import type {Scenario} from '../../src/scenario/scenario.ts';
import {randomDocument} from './random-document.ts';
import {full, small} from './small-catalogue.ts';

async function loaded(result: ReturnType<typeof loadText>): Promise<Scenario> {
  const found = await result;
  if (found.ok) return found.scenario;
  throw new Error(JSON.stringify(found.faults));
}

/** A number close by, one or two of the last bits away. */
function nextTo(value: number): number {
  const near = value * (1 + Number.EPSILON);
  return near !== value ? near : value === 0 ? Number.MIN_VALUE : value * 2; // doubling a subnormal number adds few bits
}

/** Every number of plain data, each with a way to make the data with that number moved by one bit or so. */
function* moves(data: unknown): Generator<unknown> {
  if (typeof data === 'number') yield nextTo(data);
  else if (Array.isArray(data)) {
    const items: unknown[] = data;
    for (const [i, item] of items.entries()) for (const moved of moves(item)) yield items.with(i, moved);
  } else if (typeof data === 'object' && data !== null) {
    for (const [name, value] of Object.entries(data)) for (const moved of moves(value)) yield {...data, [name]: moved};
  }
}

describe('scenarioHash', () => {
  it('is the same for YAML and JSON of any document, and again for its minimal form', async () => {
    await fc.assert(
      fc.asyncProperty(randomDocument, async (document) => {
        const {input, document: minimal} = await loaded(loadDocument(document, small));
        const hash = scenarioHash(input);
        expect(scenarioHash((await loaded(loadText(JSON.stringify(document), small))).input)).toBe(hash);
        expect(scenarioHash((await loaded(loadText(stringify(document), small))).input)).toBe(hash);
        const again = await loaded(loadDocument(minimal, small));
        expect(again.input).toEqual(input);
        expect(again.document).toEqual(minimal);
      }),
      {numRuns: 60},
    );
  }, 60_000);

  it('differs whenever any number that a run reads differs', async () => {
    await fc.assert(
      fc.asyncProperty(randomDocument, async (document) => {
        const {input} = await loaded(loadDocument(document, small));
        const hashes = [input, ...(moves(input) as Generator<RunInput>)].map(scenarioHash);
        expect(new Set(hashes).size).toBe(hashes.length);
      }),
      {numRuns: 20},
    );
  }, 60_000);

  it('differs whenever the minimal documents of one id differ in what a run reads', async () => {
    await fc.assert(
      fc.asyncProperty(randomDocument, randomDocument, async (first, second) => {
        const [a, b] = [await loaded(loadDocument(first, small)), await loaded(loadDocument(second, small))];
        expect(scenarioHash(a.input) === scenarioHash(b.input)).toBe(canonicalForm(a.input) === canonicalForm(b.input));
      }),
      {numRuns: 50},
    );
  }, 60_000);

  it('reads neither names for display nor sources', async () => {
    const {input} = await loaded(loadText(full, small));
    const {world} = input;
    const renamed: RunInput = {
      ...input,
      world: {
        ...world,
        jurisdictions: world.jurisdictions.map((item) => ({...item, name: 'a place'})),
        developers: world.developers.map((item, i) => ({...item, name: `Archetype ${i}`, source: 'elsewhere'})),
      },
    };
    expect(scenarioHash(renamed)).toBe(scenarioHash(input));
  });
});
