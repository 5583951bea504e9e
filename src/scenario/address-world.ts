import type {WorldInput} from '../model/input.ts';
import {type Address, unlessEmpty, type Value, type ValueKind, withField} from './address.ts';
import {ALL_DEFAULT} from './schema-world.ts';
import type {ScenarioDocument, WorldDocument} from './schema.ts';
import {developerBase, evaluatorBase, expandList, jurisdictionBase} from './world.ts';

const JURISDICTION_FIELDS: Readonly<Record<string, ValueKind>> = {
  spend_share: 'number',
  user_share: 'number',
  entry: 'flag',
};

const DEVELOPER_FIELDS: Readonly<Record<string, ValueKind>> = {
  kind: 'text',
  home: 'names',
  markets: 'names',
  count: 'number',
  open_weights: 'flag',
  compute: 'number',
  compute_spread: 'number',
  cash: 'number',
  other_income: 'number',
  installed: 'number',
  safety_spend: 'number',
  data_intensity: 'number',
  public_model: 'flag',
};

const EVALUATOR_FIELDS: Readonly<Record<string, ValueKind>> = {
  kind: 'text',
  home: 'text',
  count: 'number',
  teams: 'number',
  skill: 'number',
  integrity: 'number',
};

/** Fields of which null is a value: the default of the kind, or drawn. */
const NULLABLE = ['safety_spend', 'integrity'];

type ListName = 'jurisdictions' | 'developers' | 'evaluators';
type Item = string | {readonly id: string; readonly copy_of?: string};
type Fields = Readonly<Record<string, unknown>>;

/** All paths of the world: `world.jurisdictions.<id>.<field>`, the same of developers and of evaluators. */
export function worldAddresses({world}: ScenarioDocument, defaults: WorldInput): Address[] {
  return [
    ...expandList(world?.jurisdictions, defaults.jurisdictions).flatMap(({id, base}) =>
      itemAddresses('jurisdictions', id, jurisdictionBase(id, base) as Fields, JURISDICTION_FIELDS, defaults),
    ),
    ...expandList(world?.developers, defaults.developers).flatMap(({id, base}) =>
      itemAddresses('developers', id, developerBase(id, base) as Fields, DEVELOPER_FIELDS, defaults),
    ),
    ...expandList(world?.evaluators, defaults.evaluators ?? []).flatMap(({id, base}) =>
      itemAddresses('evaluators', id, evaluatorBase(id, base) as Fields, EVALUATOR_FIELDS, defaults),
    ),
  ];
}

function itemAddresses(
  list: ListName,
  id: string,
  base: Fields,
  fields: Readonly<Record<string, ValueKind>>,
  defaults: WorldInput,
): Address[] {
  return Object.entries(fields).map(([name, kind]) => ({
    path: `world.${list}.${id}.${name}`,
    kind,
    usual: (base[name] ?? null) as Value,
    nullable: NULLABLE.includes(name),
    raw: ({world}) => {
      const item = (world?.[list] as readonly Item[] | undefined)?.find((at) => typeof at !== 'string' && at.id === id);
      return (item as Fields | undefined)?.[name] as Value | undefined;
    },
    put: (document, value) => {
      const items = withItemField(document.world?.[list] ?? [ALL_DEFAULT], id, name, value);
      const isKnown = (defaults[list] ?? []).some((item) => item.id === id);
      const plain = isKnown ? plainWhereBare(items, id) : items;
      const written = plain.length === 1 && plain[0] === ALL_DEFAULT ? undefined : plain;
      const world = withField<WorldDocument>(document.world ?? {}, list, written);
      return withField(document, 'world', unlessEmpty(world));
    },
  }));
}

/** The list with a field of one item changed; an item that only `default` stood for is written out. */
function withItemField(items: readonly Item[], id: string, name: string, value: unknown): readonly Item[] {
  const changed = items.map((item) => {
    if (typeof item === 'string' ? item !== id : item.id !== id) return item;
    return withField(typeof item === 'string' ? {id} : item, name, value);
  });
  const listed = items.some((item) => item === id || (typeof item !== 'string' && item.id === id));
  return listed || value === undefined ? changed : [...items, {id, [name]: value}];
}

/** A default item that says nothing of its own any more: its id, or not at all where `default` includes it. */
function plainWhereBare(items: readonly Item[], id: string): readonly Item[] {
  const isBare = (item: Item) => typeof item !== 'string' && item.id === id && Object.keys(item).length === 1;
  if (items.includes(ALL_DEFAULT)) return items.filter((item) => !isBare(item));
  return items.map((item) => (isBare(item) ? id : item));
}
