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
        days: 2919,
        step_days: 7,
        parameters: {},
        mechanisms: {},
      });
      expect(Object.keys(scenario.input.windows)).toEqual(['before', 'after', 'steady']);
      for (const path of Object.values(scenario.levers))
        expect(getPath(scenario.document, path, catalogue)).not.toBeNull();
    },
  );

  it('differ from the reference only from the day of the announcement', async () => {
    const [none, light, article] = await Promise.all(PRESETS.map(preset));
    expect(none.input.policy).toEqual([]);
    for (const {input} of [light, article]) {
      expect({...input, policy: []}).toEqual(none.input);
      expect(input.policy.map(({from, announced, in: where}) => ({from, announced, where}))).toEqual([
        {from: 735, announced: 546, where: ['us']},
      ]);
    }
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
