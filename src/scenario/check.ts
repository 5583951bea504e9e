import {addressesOf, membersIn} from './addresses.ts';
import type {Catalogue} from './catalogue-type.ts';
import {policyFaults} from './check-policy.ts';
import {worldFaults} from './check-world.ts';
import {didYouMean, type Fault, quoted} from './fault.ts';
import type {ScenarioDocument} from './schema.ts';
import {nearest} from './suggest.ts';
import {spanFaults, windowsOf} from './windows.ts';

/** What is wrong between the parts of a document whose parts are well formed each by itself. */
export function checkDocument(document: ScenarioDocument, catalogue: Catalogue): Fault[] {
  const {policy = [], world, claims = []} = document;
  const {jurisdiction} = membersIn(document, catalogue);
  const span = spanFaults(document);
  return [
    ...span,
    ...(span.length > 0 ? [] : windowsOf(document).faults),
    ...repeated('policy', policy),
    ...policy.flatMap(({id, regime}) => repeated(`policy.${id}.stages`, regime.stages ?? [])),
    ...repeated('claims', claims),
    ...repeated('world.jurisdictions', idItems(world?.jurisdictions)),
    ...repeated('world.developers', idItems(world?.developers)),
    ...worldFaults(world, catalogue.defaultWorld),
    ...takenNames(jurisdiction, catalogue),
    ...policyFaults(policy, jurisdiction),
    ...leverFaults(document, catalogue),
  ];
}

const idItems = (items: readonly (string | {readonly id: string})[] = []): {readonly id: string}[] =>
  items.map((item) => (typeof item === 'string' ? {id: item} : item));

function repeated(path: string, items: readonly {readonly id: string}[]): Fault[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const {id} of items) (seen.has(id) ? again : seen).add(id);
  return [...again].map((id) => ({path: `${path}.${id}`, expected: 'each id once', got: `${quoted(id)} again`}));
}

/** A jurisdiction whose number in a family would have the name of another parameter. */
function takenNames(jurisdictions: readonly string[], catalogue: Catalogue): Fault[] {
  const families = Object.entries(catalogue.parameters).filter(([, {family}]) => family === 'jurisdiction');
  return families.flatMap(([name]) =>
    jurisdictions
      .filter((id) => Object.hasOwn(catalogue.parameters, `${name.slice(0, name.indexOf('<'))}${id}`))
      .map((id) => ({
        path: `world.jurisdictions.${id}`,
        expected: 'another id, as a parameter has this name',
        got: quoted(id),
      })),
  );
}

function leverFaults(document: ScenarioDocument, catalogue: Catalogue): Fault[] {
  const paths = new Set(addressesOf(document, catalogue).keys());
  return Object.entries(document.levers ?? {}).flatMap(([name, path]): Fault[] => {
    if (paths.has(name)) return [{path: `levers.${name}`, expected: 'a name that is no path', got: quoted(name)}];
    if (paths.has(path)) return [];
    return [
      {
        path: `levers.${name}`,
        expected: 'a path of this document',
        got: quoted(path),
        ...didYouMean(nearest(path, paths)),
      },
    ];
  });
}
