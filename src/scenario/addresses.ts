import {type Address, fieldAddress, sameValue, type Value, withField} from './address.ts';
import {policyAddresses} from './address-policy.ts';
import {worldAddresses} from './address-world.ts';
import {dayNumber} from './calendar.ts';
import {type Catalogue, type Members, namedParameters} from './catalogue-type.ts';
import {DEFAULT_WINDOWS, DEFAULTS, type ScenarioDocument} from './schema.ts';
import {expandList} from './world.ts';

/** Every path that a document has, in the order they are shown, with how to read and write it. */
export function addressesOf(document: ScenarioDocument, catalogue: Catalogue): Map<string, Address> {
  const {defaultWorld, segments, switches} = catalogue;
  const members = membersIn(document, catalogue);
  const all = [
    ...Object.entries(DEFAULTS).map(([name, usual]) => {
      return fieldAddress(name, name === 'step_days' ? 'number' : 'text', usual, name);
    }),
    fieldAddress('policy_date', 'text', earliestDated(document) ?? null, 'policy_date'),
    ...windowAddresses(document),
    ...[...namedParameters(catalogue, members)].map(([name, {type, default: usual}]) => {
      return fieldAddress(name, type === 'number' ? 'number' : 'text', usual, name, 'parameters');
    }),
    ...switches.map(({name, default: usual}) => fieldAddress(`mechanisms.${name}`, 'flag', usual, name, 'mechanisms')),
    ...policyAddresses(document, members.jurisdiction, segments),
    ...worldAddresses(document, defaultWorld),
  ];
  return new Map(all.map((address) => [address.path, address]));
}

/** The jurisdictions and stages that a document speaks of. */
export function membersIn({world, policy = []}: ScenarioDocument, {defaultWorld}: Catalogue): Members {
  const stages = policy.flatMap(({regime}) => regime.stages ?? []).map(({id}) => id);
  return {
    jurisdiction: expandList(world?.jurisdictions, defaultWorld.jurisdictions).map(({id}) => id),
    stage: [...new Set(stages)],
  };
}

/** The first date on which an entry of the policy begins. */
export function earliestDated({policy = []}: ScenarioDocument): string | undefined {
  return policy
    .flatMap(({from}) => (from === undefined || dayNumber(from) === undefined ? [] : [from]))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))[0];
}

/** Both ends of each window; a document that names no windows has the default ones. */
function windowAddresses({windows}: ScenarioDocument): Address[] {
  return Object.keys(windows ?? DEFAULT_WINDOWS).flatMap((name) =>
    (['from', 'to'] as const).map((end, place): Address => {
      const usual: Value = Object.hasOwn(DEFAULT_WINDOWS, name) ? DEFAULT_WINDOWS[name][place] : null;
      return {
        path: `windows.${name}.${end}`,
        kind: 'text',
        usual,
        raw: (document) => (document.windows ?? DEFAULT_WINDOWS)[name]?.[place],
        put: (document, value) => {
          const all = document.windows ?? DEFAULT_WINDOWS;
          const [from, to] = all[name];
          const moment = String(value ?? usual ?? '');
          const pair = place === 0 ? [moment, to] : [from, moment];
          return withoutDefaultWindows(withField(document, 'windows', {...all, [name]: pair}));
        },
      };
    }),
  );
}

/** Windows that are just the default ones are left out. */
function withoutDefaultWindows(document: ScenarioDocument): ScenarioDocument {
  const {windows, ...rest} = document;
  if (windows === undefined) return document;
  const names = Object.keys(DEFAULT_WINDOWS);
  const same =
    Object.keys(windows).length === names.length &&
    names.every((name) => Object.hasOwn(windows, name) && windows[name].join() === DEFAULT_WINDOWS[name].join());
  return same ? rest : document;
}

/** What a path holds, said or not; null where nothing. */
export const valueAt = (address: Address, document: ScenarioDocument): Value => address.raw(document) ?? address.usual;

/** The document with everything left out that says only what holds anyway. */
export function withoutDefaults(document: ScenarioDocument, catalogue: Catalogue): ScenarioDocument {
  let minimal = withoutDefaultWindows(document);
  for (const [path, address] of addressesOf(document, catalogue)) {
    const raw = address.raw(minimal);
    if (raw === undefined || path.startsWith('windows.')) continue;
    if (sameValue(raw, address.usual)) minimal = address.put(minimal, undefined);
  }
  return minimal;
}
