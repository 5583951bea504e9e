import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {catalogue} from '../../src/scenario/catalogue.ts';
import {PRESETS} from '../../src/scenario/presets.ts';
import {fragmentOf, stateOfFragment} from '../../src/ui/workbench/link-state.ts';
import {createOpener} from '../../src/ui/workbench/open-side.ts';
import {START, type SideState, type WorkbenchState} from '../../src/ui/workbench/state.ts';

const presets = Object.fromEntries(PRESETS.map((id) => [id, readFileSync(`scenarios/${id}.yaml`, 'utf8')]));
const opener = createOpener(catalogue, presets);

async function opened(side: SideState) {
  const result = await opener(side);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.opened.scenario;
}

async function fragment(state: WorkbenchState, seed = 'link test'): Promise<string> {
  return fragmentOf(state, {a: await opened(state.a), b: await opened(state.b)}, seed);
}

const MIN_DAYS = 'policy.staging.stages.research.min_days';
const changes = fc.record(
  {
    'service.mean_days': fc.double({min: 1, max: 300, noNaN: true}),
    'teams.us': fc.oneof(fc.integer({min: 100, max: 300}), fc.constant('unlimited')),
    'mechanisms.entry': fc.constant(false),
  },
  {requiredKeys: []},
);
const side = fc.record({
  source: fc.record({kind: fc.constant('preset' as const), id: fc.constantFrom(...PRESETS)}),
  changes,
});

describe('the address bar', () => {
  it('holds the whole state: reading what was written gives it back', {timeout: 30_000}, async () => {
    const states = fc.record({
      a: side,
      b: side,
      seed: fc.string({minLength: 1, maxLength: 20}).filter((text) => text.normalize('NFC') === text),
      runs: fc.integer({min: 1, max: 1000}),
      window: fc.constantFrom('before', 'after'),
    });
    await fc.assert(
      fc.asyncProperty(states, async (state) => {
        const {state: back, notes} = await stateOfFragment(await fragment(state, state.seed), presets, catalogue);
        expect(notes).toEqual([]);
        expect(back).toEqual(state);
      }),
      {numRuns: 12},
    );
  });

  it('carries a file as a whole, so that it opens without the file', async () => {
    const text = presets['article-90'].replace('id: article-90', 'id: mine').replace('min_days: 90', 'min_days: 77');
    const b: SideState = {source: {kind: 'file', name: 'mine.yaml', text}, changes: {'service.mean_days': 33}};
    const {state} = await stateOfFragment(await fragment({...START, b}), presets, catalogue);
    expect((await opened(state.b)).input).toEqual((await opened(b)).input);
  });

  it('opens with the start state when it says nothing', async () => {
    expect(await stateOfFragment('', presets, catalogue)).toEqual({state: START, notes: []});
  });

  it('names what it cannot take up and loads the rest', async () => {
    const text = `preset=no-staging&b.preset=article-90&b.${MIN_DAYS}=120&b.policy.staging.stages.research.min_day=3&runs=9999999&v=0`;
    const {state, notes} = await stateOfFragment(text, presets, catalogue);
    expect(state.b.changes).toEqual({[MIN_DAYS]: 120});
    expect(state.runs).toBe(1000);
    expect(notes.join(' ')).toMatch(/min_day/);
    expect(notes.join(' ')).toMatch(/engine version 0/);
    const unknown = await stateOfFragment('preset=nowhere', presets, catalogue);
    expect(unknown.notes.join(' ')).toMatch(/preset: expected one of no-staging/);
    expect(unknown.state.a).toEqual(START.a);
    const later = await stateOfFragment('preset=no-staging&window=later', presets, catalogue);
    expect(later.notes).toEqual(['window: expected one of before, after, steady, got "later".']);
    expect(later.state.window).toBe('after');
    const steady = await stateOfFragment('preset=no-staging&window=steady', presets, catalogue);
    expect([steady.notes, steady.state.window]).toEqual([[], 'steady']);
  });
});
