import type {Value} from '../../scenario/address.ts';
import type {Regime, StageRule} from '../../model/input.ts';
import {GROUPS, type NumberParameter} from '../../model/parameter.ts';
import type {Catalogue, NamedParameter} from '../../scenario/catalogue-type.ts';
import {namedParameters} from '../../scenario/catalogue-type.ts';
import type {Scenario} from '../../scenario/scenario.ts';
import type {ControlText} from '../controls/control-parts.tsx';

interface Described {
  readonly text: ControlText; // its `name` is the path
  readonly value: Value; // in this scenario
}

export interface NumberItem extends Described {
  readonly kind: 'number';
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly domain: Pick<NumberParameter, 'min' | 'max' | 'above' | 'whole' | 'unlimited'>;
  readonly named: NonNullable<NumberParameter['named']>;
}

export interface ChoiceItem extends Described {
  readonly kind: 'choice';
  readonly choices: readonly {readonly value: string; readonly label: string}[];
}

export interface SwitchItem extends Described {
  readonly kind: 'switch';
}

export type ControlItem = NumberItem | ChoiceItem | SwitchItem;

/** Controls under one heading. */
export interface ControlGroup {
  readonly id: string;
  readonly title: string;
  readonly items: readonly ControlItem[];
}

const LAW = 'A rule of this scenario, for a rule maker to decide.';
const spaced = (text: string) => text.replaceAll(/[_-]/g, ' ');
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function rule(path: string, title: string): ControlText {
  return {name: path, title, role: 'policy', source: LAW};
}

/** The levers of one stage: how long it lasts at least, and what must happen before it ends. */
function stageItems(entry: string, stage: StageRule): ControlItem[] {
  const at = (field: string) => `policy.${entry}.stages.${stage.id}.${field}`;
  const name = sentence(spaced(stage.id));
  const number = (
    field: 'min_days' | 'evaluations' | 'approvals',
    title: string,
    unit: string,
    high: number,
  ): ControlItem => ({
    kind: 'number',
    text: rule(at(field), `${name}: ${title}`),
    value: stage[field],
    unit,
    low: 0,
    high,
    domain: {min: 0, max: Infinity, whole: field !== 'min_days'},
    named: field === 'min_days' ? [30, 60, 90, 180].map((days) => ({label: `${String(days)} d`, value: days})) : [],
  });
  return [
    number('min_days', 'minimum stay', 'days', 365),
    number('evaluations', 'evaluations required', 'tests', 20),
    number('approvals', 'official decisions', 'decisions', 5),
    {kind: 'switch', text: rule(at('sign_off'), `${name}: harm-based sign-off to enter`), value: stage.sign_off},
    {kind: 'switch', text: rule(at('checks'), `${name}: automated checks on entering`), value: stage.checks},
  ];
}

const RULE_CHOICES: readonly {
  field: 'binding' | 'applies_to' | 'open_weights';
  title: string;
  choices: ChoiceItem['choices'];
}[] = [
  {
    field: 'binding',
    title: 'Binding',
    choices: [
      {value: 'mandatory', label: 'mandatory'},
      {value: 'voluntary', label: 'voluntary'},
    ],
  },
  {
    field: 'applies_to',
    title: 'Applies to',
    choices: [
      {value: 'new', label: 'new releases'},
      {value: 'stock_and_new', label: 'new and existing releases'},
    ],
  },
  {
    field: 'open_weights',
    title: 'Open weights',
    choices: [
      {value: 'exempt', label: 'exempt'},
      {value: 'covered', label: 'covered'},
    ],
  },
];

function thresholdItems(entry: string, {threshold}: Partial<Regime>): ControlItem[] {
  if (threshold === undefined) return [];
  const path = `policy.${entry}.threshold.${threshold.index === 'fixed' ? 'flop' : 'top'}`;
  if (threshold.index === 'fixed') {
    const domain = {min: 0, max: Infinity, above: 0};
    const text = rule(path, 'Covers training runs above');
    return [{kind: 'number', text, value: threshold.flop, unit: 'FLOP', low: 1e25, high: 1e27, domain, named: []}];
  }
  const domain = {min: 1, max: Infinity, whole: true};
  const text = rule(path, 'Covers the largest training runs so far');
  return [{kind: 'number', text, value: threshold.top, unit: 'runs', low: 1, high: 50, domain, named: []}];
}

function regimeItems(entry: string, regime: Partial<Regime>): ControlItem[] {
  return RULE_CHOICES.flatMap(({field, title, choices}): ControlItem[] => {
    const value = regime[field];
    return value === undefined ? [] : [{kind: 'choice', text: rule(`policy.${entry}.${field}`, title), value, choices}];
  });
}

function policyGroups({input}: Scenario): ControlGroup[] {
  return input.policy.map(({id, regime}) => ({
    id: `policy-${id}`,
    title: `Rules: ${spaced(id)}`,
    items: [
      ...(regime.stages ?? []).flatMap((stage) => stageItems(id, stage)),
      ...thresholdItems(id, regime),
      ...regimeItems(id, regime),
    ],
  }));
}

function parameterItem(
  parameter: NamedParameter,
  scenario: Scenario,
  memberName: (name: string) => string,
): ControlItem {
  const {name, role, source} = parameter;
  const text: ControlText = {name, role, source, title: parameter.title + memberName(name)};
  const value = scenario.input.parameters[name] ?? parameter.default;
  if (parameter.type === 'choice') {
    const label = (choice: string) =>
      spaced(choice) + (parameter.testDoubles?.includes(choice) ? ' (isolates a mechanism, not the model)' : '');
    return {
      kind: 'choice',
      text,
      value,
      choices: parameter.choices.map((choice) => ({value: choice, label: label(choice)})),
    };
  }
  const {unit, low, high, min, max, above, whole, unlimited, named = []} = parameter;
  const domain = {
    min,
    max,
    ...(above !== undefined && {above}),
    ...(whole !== undefined && {whole}),
    ...(unlimited !== undefined && {unlimited}),
  };
  return {kind: 'number', text, value, unit, low, high, domain, named};
}

/** Every control of a scenario under its heading: its rules first, then the numbers and switches of the model. */
export function controlGroups(catalogue: Catalogue, scenario: Scenario): ControlGroup[] {
  const {jurisdictions} = scenario.input.world;
  const stages = new Set(scenario.input.policy.flatMap(({regime}) => (regime.stages ?? []).map(({id}) => id)));
  const members = {jurisdiction: jurisdictions.map(({id}) => id), stage: [...stages]};
  const all = [...namedParameters(catalogue, members).values()];
  const names = new Map(jurisdictions.map(({id, name}) => [id, name]));
  const families = Object.entries(catalogue.parameters).flatMap(([name, {family}]) =>
    family === undefined ? [] : [name.slice(0, name.indexOf('<'))],
  );
  const memberName = (name: string) => {
    if (Object.hasOwn(catalogue.parameters, name)) return '';
    const prefix = families.filter((family) => name.startsWith(family)).sort((a, b) => b.length - a.length)[0];
    const member = name.slice(prefix.length);
    return `: ${names.get(member) ?? spaced(member)}`;
  };
  const switches = catalogue.switches.map(({name, title, default: on}): ControlItem => ({
    kind: 'switch',
    text: {
      name: `mechanisms.${name}`,
      title,
      role: 'switch',
      source: 'Off, the mechanism takes its simplest textbook form.',
    },
    value: scenario.input.mechanisms[name] ?? on,
  }));
  const groups = GROUPS.map((group) => ({
    id: group.replaceAll(' ', '-'),
    title: sentence(group),
    items: all
      .filter((parameter) => parameter.group === group)
      .map((item) => parameterItem(item, scenario, memberName)),
  }));
  const rest = [...policyGroups(scenario), ...groups, {id: 'mechanisms', title: 'Mechanisms', items: switches}];
  return [leverGroup(scenario, rest), ...rest].filter(({items}) => items.length > 0);
}

/** What the scenario itself names as its levers, first of all; each stands in its own group too. */
function leverGroup({levers}: Scenario, groups: readonly ControlGroup[]): ControlGroup {
  const items = new Map(groups.flatMap((group) => group.items.map((item) => [item.text.name, item])));
  const named = Object.values(levers).flatMap((path) => items.get(path) ?? []);
  return {id: 'levers', title: 'Levers of this scenario', items: named};
}

/** The groups with the items that speak of all words of `query`, by title or path. */
export function matching(groups: readonly ControlGroup[], query: string): ControlGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      items: group.items.filter(({text}) => {
        const haystack = `${text.title} ${text.name} ${group.title} ${text.role}`.toLowerCase();
        return words.every((word) => haystack.includes(word));
      }),
    }))
    .filter(({items}) => items.length > 0);
}

/** The value of every control of a scenario by its path. */
export function valuesIn(groups: readonly ControlGroup[]): Map<string, Value> {
  return new Map(groups.flatMap(({items}) => items.map(({text, value}) => [text.name, value])));
}

/**
 * The groups as they were just set, while the scenario with these changes is still being read: a slider that showed
 * the older value meanwhile would be put back before it says where it came to rest.
 */
export function asSet(
  groups: readonly ControlGroup[],
  changes: Readonly<Record<string, Value>>,
  opened: ReadonlyMap<string, Value>,
): readonly ControlGroup[] {
  const current = (item: ControlItem): ControlItem => {
    const {name} = item.text;
    const value = Object.hasOwn(changes, name) ? changes[name] : (opened.get(name) ?? item.value);
    return value === item.value ? item : {...item, value};
  };
  return groups.map((group) => ({...group, items: group.items.map(current)}));
}
