import type {DeveloperInput, EvaluatorInput, WorldInput} from '../model/input.ts';
import {unknownIds} from './check-policy.ts';
import {didYouMean, type Fault, quoted} from './fault.ts';
import {ALL_DEFAULT} from './schema-world.ts';
import type {WorldDocument} from './schema.ts';
import {nearest} from './suggest.ts';
import {developerBase, evaluatorBase, expandList, NEEDED_OF_DEVELOPER} from './world.ts';

type Item = string | {readonly id: string; readonly copy_of?: string};

/** What is wrong between the parts of a world: unknown ids, circular copies, fields that a new developer lacks. */
export function worldFaults(world: WorldDocument | undefined, defaults: WorldInput): Fault[] {
  const jurisdictions = expandList(world?.jurisdictions, defaults.jurisdictions).map(({id}) => id);
  return [
    ...itemFaults('world.jurisdictions', world?.jurisdictions ?? [], idsOf(defaults.jurisdictions)),
    ...itemFaults('world.developers', world?.developers ?? [], idsOf(defaults.developers)),
    ...expandList(world?.developers, defaults.developers).flatMap(({id, own, base}) => {
      const path = `world.developers.${id}`;
      const {home, markets, ...rest}: Partial<DeveloperInput> = {
        ...developerBase(id, base),
        ...(own as object | undefined),
      };
      const lists = [
        ...unknownIds([home ?? []].flat(), jurisdictions, `${path}.home`, 'a jurisdiction of the world'),
        ...unknownIds(
          typeof markets === 'string' ? [] : (markets ?? []),
          jurisdictions,
          `${path}.markets`,
          'jurisdictions of the world',
        ),
      ];
      if (own === undefined || own.copy_of !== undefined) return lists; // a copy lacks what its source lacks
      const said = {home, ...rest};
      const lacking = NEEDED_OF_DEVELOPER.filter((name) => said[name] === undefined).map((name) => {
        return {path: `${path}.${name}`, expected: 'a value, as this developer is new', got: 'nothing'};
      });
      return [...lacking, ...lists];
    }),
    ...evaluatorFaults(world, defaults.evaluators ?? [], jurisdictions),
  ];
}

function evaluatorFaults(
  world: WorldDocument | undefined,
  usual: readonly EvaluatorInput[],
  jurisdictions: readonly string[],
): Fault[] {
  if (world?.evaluators === undefined) return [];
  const items = expandList(world.evaluators, usual).flatMap(({id, own, base}): Fault[] => {
    const path = `world.evaluators.${id}.home`;
    const {home}: Partial<EvaluatorInput> = {...evaluatorBase(id, base), ...(own as object | undefined)};
    if (home !== undefined) return unknownIds([home], jurisdictions, path, 'a jurisdiction of the world');
    if (own?.copy_of !== undefined) return []; // a copy lacks what its source lacks
    return [{path, expected: 'a value, as this evaluator is new', got: 'nothing'}];
  });
  return [...itemFaults('world.evaluators', world.evaluators, idsOf(usual)), ...items];
}

const idsOf = (items: readonly {readonly id: string}[]): string[] => items.map(({id}) => id);

function itemFaults(path: string, items: readonly Item[], usual: readonly string[]): Fault[] {
  const written = items.filter((item) => typeof item !== 'string');
  const known = [...usual, ...idsOf(written)];
  return items.flatMap((item): Fault[] => {
    if (typeof item === 'string') {
      if (item === ALL_DEFAULT || usual.includes(item)) return [];
      const hint = didYouMean(nearest(item, [ALL_DEFAULT, ...usual]));
      return [{path: `${path}.${item}`, expected: 'an id of the default world', got: quoted(item), ...hint}];
    }
    if (item.id === ALL_DEFAULT) {
      return [{path: `${path}.${item.id}.id`, expected: `an id other than "${ALL_DEFAULT}"`, got: quoted(item.id)}];
    }
    if (item.copy_of === undefined) return [];
    const at = `${path}.${item.id}.copy_of`;
    if (usual.includes(item.id)) return [{path: at, expected: 'a new id for a copy', got: quoted(item.id)}];
    if (isCircular(item.id, written)) return [{path: at, expected: 'no circle of copies', got: quoted(item.copy_of)}];
    return unknownIds([item.copy_of], known, at, 'an id of the world');
  });
}

function isCircular(id: string, items: readonly {readonly id: string; readonly copy_of?: string}[]): boolean {
  const seen = new Set<string>();
  let at: string | undefined = id;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const here: string = at;
    at = items.find((item) => item.id === here)?.copy_of;
  }
  return at !== undefined;
}
