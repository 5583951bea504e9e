import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {catalogue} from '../../src/scenario/catalogue.ts';
import {formatFault} from '../../src/scenario/fault.ts';
import {jsonSchema, parseScenario} from '../../src/scenario/parse.ts';
import {getPath} from '../../src/scenario/paths.ts';
import {PRESETS} from '../../src/scenario/presets.ts';

const folder = new URL('../../scenarios/', import.meta.url);
const textOf = (id: string) => readFileSync(new URL(`${id}.yaml`, folder), 'utf8');

async function preset(id: string) {
  const result = await parseScenario(textOf(id), `${id}.yaml`);
  if (result.ok) return result.scenario;
  throw new Error(result.faults.map((fault) => formatFault(`${id}.yaml`, fault)).join('\n'));
}

/** Whose pattern takes a decade to show: with a later end and windows of its own. */
const LONG = ['pre-market-proof'];

describe('the presets', () => {
  it('are the files of the folder', () => {
    expect(readdirSync(folder).sort()).toEqual(PRESETS.map((id) => `${id}.yaml`).sort());
  });

  it.each(PRESETS)(
    '%s loads without faults over the model, under its own id, and says where it comes from',
    async (id) => {
      const scenario = await preset(id);
      expect(scenario.id).toBe(id);
      expect(scenario.title.length).toBeGreaterThan(5);
      expect(scenario.summary.length).toBeGreaterThan(80);
      expect(textOf(id)).toMatch(/^# source: /m);
      expect(scenario.input).toMatchObject({
        start: '2023-01-02',
        step_days: 7,
        mechanisms: {},
      });
      expect(Object.keys(scenario.input.windows)).toEqual(expect.arrayContaining(['before', 'after', 'steady']));
      for (const path of Object.values(scenario.levers))
        expect(getPath(scenario.document, path, catalogue)).not.toBeNull();
    },
  );

  it.each(PRESETS)(
    '%s differs from the reference in policy and named parameters alone, from the common day',
    async (id) => {
      const [none, {input, levers}] = [await preset('no-staging'), await preset(id)];
      expect(none.input).toMatchObject({days: 2919, policy: [], parameters: {}});
      const {windows} = none.input;
      const days = LONG.includes(id) ? none.input.days : input.days;
      if (!LONG.includes(id)) expect(input.windows).toMatchObject(windows);
      expect({...input, days, windows, policy: [], parameters: {}}).toEqual(none.input);
      for (const entry of input.policy) expect([entry.from, entry.when]).toEqual([735, null]);
      for (const {announced} of input.policy) expect(announced).toBeGreaterThanOrEqual(546);
      // Whatever sets a scenario apart beside its rules can be moved in the page.
      const moved = Object.values(levers);
      for (const name of Object.keys(input.parameters).filter((each) => !each.startsWith('politics.base.')))
        expect(moved).toContain(name);
    },
  );

  it('speak of reports as reports', () => {
    for (const id of PRESETS) {
      const text = textOf(id).replace(/\n# /g, ' ');
      if (/2026/.test(text.replace(/2026-\d\d-\d\d|1 January 2026|2 August 2026/g, '')))
        expect(text).toContain('as reported, unconfirmed');
    }
  });

  it('on mutual recognition is fragmentation with recognition', async () => {
    const [apart, together] = [await preset('fragmentation'), await preset('mutual-recognition')];
    expect(together.input).toEqual({...apart.input, parameters: {recognition: 1}});
  });

  it('on capture differ in its weight alone', async () => {
    const [low, high] = [await preset('capture-low'), await preset('capture-high')];
    expect(high.input).toEqual({...low.input, parameters: {...low.input.parameters, 'capture.weight': 0.8}});
  });

  it('on twice the teams is the article with twice the teams', async () => {
    const [article, double] = [await preset('article-90'), await preset('article-90-double-teams')];
    const teams = catalogue.parameters['teams.<jurisdiction>'];
    expect(double.input.policy).toEqual(article.input.policy);
    expect(double.input.parameters).toEqual({
      'teams.us': 2 * Number(teams.type === 'number' && teams.defaults?.['us']),
    });
  });

  it('say what the article says: stages, days, evaluations, rollback, sign-off', async () => {
    const {input} = await preset('article-90');
    expect(input.policy[0].regime).toMatchObject({
      binding: 'mandatory',
      applies_to: 'new',
      threshold: {index: 'frontier_relative', top: 10},
      open_weights: 'covered',
    });
    const stages = input.policy[0].regime.stages ?? [];
    expect(stages.map(({id, min_days: days, evaluations}) => [id, days, evaluations])).toEqual([
      ['research', 90, 5],
      ['enterprise', 60, 0],
      ['public', 0, 0],
    ]);
    expect(stages.map(({on_critical}) => on_critical)).toEqual(['first', 'first', 'first']);
    expect(stages.map(({sign_off}) => sign_off)).toEqual([false, false, true]);
    expect(stages[2].access).toEqual(catalogue.segments);
  });
});

describe('the JSON Schema', () => {
  it('describes every parameter and switch with its default, and families by patterns', () => {
    const schema = jsonSchema() as {
      properties: Record<string, {properties: Record<string, {default?: unknown}>; patternProperties?: object}>;
    };
    const names = Object.keys(catalogue.parameters).filter((name) => !name.includes('<'));
    for (const name of names)
      expect(schema.properties['parameters'].properties[name].default).toBe(catalogue.parameters[name].default);
    for (const {name} of catalogue.switches) expect(schema.properties['mechanisms'].properties[name]).toBeDefined();
    const patterns = Object.keys(schema.properties['parameters'].patternProperties ?? {}).map(
      (text) => new RegExp(text),
    );
    const known = (name: string) => patterns.some((pattern) => pattern.test(name));
    expect(known('teams.uk')).toBe(true);
    expect(known('findings.probability.research')).toBe(true);
    expect(known('teams.')).toBe(false);
    for (const name of names) expect(known(name), name).toBe(false);
  });
});
