import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {Value} from '../../src/scenario/address.ts';
import {catalogue} from '../../src/scenario/catalogue.ts';
import {loadDocument, loadText} from '../../src/scenario/load.ts';
import {getPath, setPath} from '../../src/scenario/paths.ts';
import {PRESETS} from '../../src/scenario/presets.ts';
import type {Scenario} from '../../src/scenario/scenario.ts';
import {asSet, controlGroups, matching, valuesIn} from '../../src/ui/workbench/control-list.ts';

async function preset(id: string): Promise<Scenario> {
  const loaded = await loadText(readFileSync(`scenarios/${id}.yaml`, 'utf8'), catalogue);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.scenario;
}

async function changed(base: Scenario, changes: Readonly<Record<string, Value>>): Promise<Scenario> {
  let {document} = base;
  for (const [path, value] of Object.entries(changes)) {
    const set = setPath(document, path, value, catalogue);
    if (!set.ok) throw new Error(JSON.stringify(set.fault));
    ({document} = set);
  }
  const loaded = await loadDocument(document, catalogue);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.scenario;
}

describe.each(PRESETS)('the controls of %s', (id) => {
  it('each show what the document holds at their path, and can set it', async () => {
    const scenario = await preset(id);
    const items = controlGroups(catalogue, scenario).flatMap((group) => group.items);
    expect(items.length).toBeGreaterThan(50);
    for (const {text, value} of items) {
      expect([text.name, getPath(scenario.document, text.name, catalogue)]).toEqual([text.name, value]);
      expect([text.name, setPath(scenario.document, text.name, value, catalogue).ok]).toEqual([text.name, true]);
    }
  });

  it('hold every parameter of the model, each with title and source', async () => {
    const scenario = await preset(id);
    const items = controlGroups(catalogue, scenario).flatMap((group) => group.items);
    const names = new Set(items.map(({text}) => text.name));
    const plain = Object.keys(catalogue.parameters).filter((name) => !name.includes('<'));
    expect(plain.filter((name) => !names.has(name))).toEqual([]);
    for (const {id} of scenario.input.world.jurisdictions) expect(names).toContain(`teams.${id}`);
    expect(items.filter(({text}) => text.title === '' || text.source === '')).toEqual([]);
  });
});

describe('controls whose scenario is still being read', () => {
  it('show what was just set, the rest as opened, and what is no longer changed as opened', async () => {
    // Oracle: the scenario with just these changes, once it is read.
    const base = await preset('article-90');
    const opened = valuesIn(controlGroups(catalogue, base));
    const [path, other] = ['policy.staging.stages.research.min_days', 'demand.nest'];
    const earlier = await changed(base, {[other]: 0.3});
    const wanted = valuesIn(controlGroups(catalogue, await changed(base, {[path]: 126})));
    expect(wanted.get(path)).toBe(126);
    expect(valuesIn(asSet(controlGroups(catalogue, earlier), {[path]: 126}, opened))).toEqual(wanted);
  });
});

describe('searching controls', () => {
  it('finds by all words of the query, in title, path or group', async () => {
    const groups = controlGroups(catalogue, await preset('article-90'));
    const found = matching(groups, 'research  MIN_DAYS').flatMap(({items}) => items.map(({text}) => text.name));
    expect(new Set(found)).toEqual(new Set(['policy.staging.stages.research.min_days']));
    expect(matching(groups, 'research zebra')).toEqual([]);
    expect(matching(groups, ' ').length).toBe(groups.length);
  });
});
