import type {DeveloperInput, EvaluatorInput, JurisdictionInput, WorldInput} from '../model/input.ts';
import {ALL_DEFAULT} from './schema-world.ts';
import type {WorldDocument} from './schema.ts';

interface Item {
  readonly id: string;
}
interface ItemDocument extends Item {
  readonly copy_of?: string;
}

/** What a developer has that is neither in the default world nor a copy, and says nothing of it. */
const NEW_DEVELOPER = {
  count: 1,
  open_weights: false,
  compute_spread: 0,
  cash: 0,
  other_income: 0,
  installed: 0,
  safety_spend: null,
  data_intensity: 1,
  public_model: false,
  source: '',
} as const;

const NEW_EVALUATOR = {kind: 'firm', count: 1, teams: 3, skill: 1, integrity: null, source: ''} as const;

const NEW_JURISDICTION = {spend_share: 0, user_share: 0, entry: false} as const;

/** Fields that a new developer must say itself. */
export const NEEDED_OF_DEVELOPER = ['kind', 'home', 'compute'] as const;

/**
 * The items of a list of the world, each with what it builds on.
 *
 * The list replaces the default one. An id alone takes an item of the default world, fields beside such an id
 * change it, `copy_of` duplicates an item under a new id, and the word `default` stands for all default items
 * that the list does not name; those keep their default places.
 */
export function expandList<D extends ItemDocument, T extends Item>(
  written: readonly (string | D)[] | undefined,
  defaults: readonly T[],
): {id: string; own: D | undefined; base: T | D | undefined}[] {
  const items = written ?? [ALL_DEFAULT];
  const own = new Map(items.filter((item) => typeof item !== 'string').map((item) => [item.id, item]));
  const usual = new Map(defaults.map((item) => [item.id, item]));
  const takesAll = items.includes(ALL_DEFAULT);
  const baseOf = (id: string, seen: readonly string[] = []): T | D | undefined => {
    const source = own.get(id)?.copy_of;
    if (source === undefined || seen.includes(source)) return usual.get(id);
    const base = {...baseOf(source, [...seen, id]), ...withoutLinks(own.get(source))} as {readonly key?: string};
    // A copy lives through the luck of what it copies.
    return {...base, id, key: base.key ?? source, name: id} as unknown as T | D;
  };
  const places: string[] = [];
  for (const item of items) {
    if (item === ALL_DEFAULT) places.push(...usual.keys());
    else if (typeof item === 'string') places.push(item);
    else if (!(takesAll && usual.has(item.id))) places.push(item.id);
  }
  return [...new Set(places)].map((id) => ({id, own: own.get(id), base: baseOf(id)}));
}

function withoutLinks<D extends ItemDocument>(item: D | undefined): Partial<D> {
  if (item === undefined) return {};
  const {copy_of: _of, id: _id, ...fields} = item;
  return fields as unknown as Partial<D>;
}

/** The developer that an item builds on: of the default world, a copy, or the general defaults. */
export function developerBase(id: string, base: object | undefined): Partial<DeveloperInput> {
  const known = base as Partial<DeveloperInput> | undefined;
  if (known !== undefined) return {...NEW_DEVELOPER, ...known, name: known.name ?? id, markets: known.markets ?? 'all'};
  return {...NEW_DEVELOPER, id, name: id, markets: 'all'};
}

export function jurisdictionBase(id: string, base: object | undefined): Partial<JurisdictionInput> {
  return {...NEW_JURISDICTION, name: id, ...(base as Partial<JurisdictionInput> | undefined), id};
}

/** The evaluator that an item builds on. */
export function evaluatorBase(id: string, base: object | undefined): Partial<EvaluatorInput> {
  return {...NEW_EVALUATOR, name: id, ...(base as Partial<EvaluatorInput> | undefined), id};
}

/** The world of a valid document, written out. Lists of jurisdictions follow the order of the world. */
export function worldOf(world: WorldDocument | undefined, defaults: WorldInput): WorldInput {
  const jurisdictions = expandList(world?.jurisdictions, defaults.jurisdictions).map(({id, own, base}) => {
    const fields = {...jurisdictionBase(id, base), ...withoutLinks(own)} as JurisdictionInput;
    const {name, spend_share, user_share, entry} = fields;
    return {id, name, spend_share, user_share, entry};
  });
  const order = jurisdictions.map(({id}) => id);
  const developers = expandList(world?.developers, defaults.developers).map(({id, own, base}) => {
    const fields = {...developerBase(id, base), ...withoutLinks(own)} as DeveloperInput;
    return developerOf(id, fields, order);
  });
  const evaluators = expandList(world?.evaluators, defaults.evaluators ?? []).map(({id, own, base}) => {
    const fields = {...evaluatorBase(id, base), ...withoutLinks(own)} as EvaluatorInput;
    const {name, kind, home, count, teams, skill, integrity, source} = fields;
    return {id, name, kind, home, count, teams, skill, integrity, source};
  });
  // Nobody meant the evaluators of the default world where its jurisdictions are not.
  const isMeant = ({home}: EvaluatorInput): boolean => world?.evaluators !== undefined || order.includes(home);
  const meant = evaluators.filter(isMeant);
  const {evaluators: _usual, ...rest} = defaults;
  return {...rest, jurisdictions, developers, ...(meant.length > 0 && {evaluators: meant})};
}

function developerOf(id: string, fields: DeveloperInput, order: readonly string[]): DeveloperInput {
  const {markets, home} = fields;
  const everywhere = typeof markets !== 'string' && markets.length === order.length;
  return {
    id,
    name: fields.name,
    kind: fields.kind,
    home: typeof home !== 'string' && home.length === 1 ? home[0] : home,
    markets: everywhere ? 'all' : typeof markets === 'string' ? markets : inOrder(markets, order),
    count: fields.count,
    open_weights: fields.open_weights,
    compute: fields.compute,
    compute_spread: fields.compute_spread,
    cash: fields.cash,
    other_income: fields.other_income,
    installed: fields.installed,
    safety_spend: fields.safety_spend,
    ...(fields.data_intensity !== undefined && fields.data_intensity !== 1 && {data_intensity: fields.data_intensity}),
    public_model: fields.public_model,
    source: fields.source,
  };
}

/** The items in the order of `order`, so that the order of writing makes no difference. */
export const inOrder = (items: readonly string[], order: readonly string[]): string[] =>
  order.filter((item) => items.includes(item));
