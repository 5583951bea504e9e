import type {Catalogue} from './catalogue-type.ts';
import {didYouMean, type Fault, quoted, shown} from './fault.ts';
import type {Data} from './read-text.ts';
import {nearest} from './suggest.ts';
import type {z} from './zod.ts';

type Issue = z.core.$ZodIssue;
type Step = PropertyKey;

/** As many faults as help; a text with more is likely no scenario at all. */
const MOST_FAULTS = 100;

/** Says the schema's findings about `data` in paths of ids, expected, got and a hint; one fault per value. */
export function faultsOf(issues: readonly Issue[], data: Data, catalogue: Catalogue, schema: z.ZodType): Fault[] {
  const faults = new Map<string, Fault>();
  for (const issue of issues) {
    for (const fault of faultsOfIssue(issue, [], data, catalogue, schema)) {
      if (faults.size >= MOST_FAULTS) return [...faults.values()];
      const key = `${fault.path} ${fault.got}`; // one value can break several rules
      if (!faults.has(key)) faults.set(key, fault);
    }
  }
  return [...faults.values()];
}

function faultsOfIssue(
  issue: Issue,
  above: readonly Step[],
  data: Data,
  catalogue: Catalogue,
  schema: z.ZodType,
): Fault[] {
  const steps = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const nested = issue.errors.find(
      (branch) => branch.length > 0 && branch.every(({path, code}) => path.length > 0 || code === 'unrecognized_keys'),
    );
    if (nested) return nested.flatMap((inner) => faultsOfIssue(inner, steps, data, catalogue, schema));
  }
  const path = pathOf(steps, data, catalogue);
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, steps);
    return issue.keys.slice(0, MOST_FAULTS).map((key) => unknownName(path, key, known));
  }
  if (issue.code === 'invalid_key') {
    return [{path, expected: issue.issues[0]?.message ?? issue.message, got: quoted(String(steps.at(-1)))}];
  }
  const value = steps.reduce<unknown>(stepInto, data);
  const near =
    issue.code === 'invalid_value' && typeof value === 'string' ? nearest(value, issue.values.map(String)) : undefined;
  return [{path, expected: issue.message, got: shown(value), ...didYouMean(near)}];
}

/** A name that nothing reads, with the nearest that something does. */
function unknownName(group: string, name: string, known: readonly string[]): Fault {
  const near = nearest(name, known);
  const path = group === '' ? quotedIfOdd(name) : `${group}.${quotedIfOdd(name)}`;
  const longer = known.find((other) => other.startsWith(`${name}.`));
  const few = known.length > 0 && known.length <= 16 ? {hint: `known names: ${known.join(', ')}`} : {};
  const hint =
    longer !== undefined
      ? {hint: `write names in full, such as ${longer}`}
      : near !== undefined
        ? didYouMean(near)
        : few;
  return {path, expected: 'a known name', got: quoted(name), ...hint};
}

const quotedIfOdd = (name: string): string => (/^[\w.<>-]{1,80}$/.test(name) ? name : quoted(name));

const stepInto = (value: unknown, step: Step): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? (value as Record<Step, unknown>)[step]
    : undefined;

/** The names a group of the schema has, found by walking the schema beside the data. */
function knownKeys(schema: z.ZodType, steps: readonly Step[]): string[] {
  let groups = unwrap(schema);
  for (const step of steps) {
    groups = groups.flatMap(({def}) => {
      if (def.type === 'object' && def.shape && Object.hasOwn(def.shape, step)) return unwrap(def.shape[String(step)]);
      if (def.type === 'array' && def.element) return unwrap(def.element);
      if (def.type === 'record' && def.valueType) return unwrap(def.valueType);
      return [];
    });
  }
  return groups.flatMap(({def}) => (def.type === 'object' && def.shape ? Object.keys(def.shape) : []));
}

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

/** What stands behind optional fields and unions. */
function unwrap(schema: z.ZodType): {readonly def: Definition}[] {
  const def = schema.def as unknown as Definition;
  if (def.innerType) return unwrap(def.innerType);
  if (def.options) return def.options.flatMap(unwrap);
  return [{def}];
}

const LISTS_OF_GROUPS = new Set(['policy', 'stages', 'claims', 'jurisdictions', 'developers']);

/**
 * The one path of a place: items by their ids, the regime left out, parameters by their own names.
 * An item without an id is named by its ordinal from 1, as in `policy.#2`; a word in a list by its list.
 */
function pathOf(steps: readonly Step[], data: Data, catalogue: Catalogue): string {
  if (steps[0] === 'parameters' && steps.length > 1 && isParameter(String(steps[1]), catalogue)) {
    return steps.slice(1).map(String).join('.');
  }
  const names: string[] = [];
  let at: unknown = data;
  for (const step of steps) {
    const inside = stepInto(at, step);
    if (Array.isArray(at) && typeof step === 'number' && steps[0] === 'windows') names.push(step === 0 ? 'from' : 'to');
    else if (Array.isArray(at) && typeof step === 'number') {
      const isWord = !LISTS_OF_GROUPS.has(names.at(-1) ?? '');
      if (!isWord || typeof inside === 'object') names.push(idOf(inside) ?? `#${step + 1}`);
    } else if (!(step === 'regime' && steps[0] === 'policy' && names.length === 2 && steps.length > 3))
      names.push(quotedIfOdd(String(step)));
    at = inside;
  }
  return names.join('.');
}

function idOf(item: unknown): string | undefined {
  const id = stepInto(item, 'id');
  return typeof id === 'string' && /^[a-z][a-z0-9_-]*$/.test(id) ? id : undefined;
}

function isParameter(name: string, {parameters}: Catalogue): boolean {
  if (Object.hasOwn(parameters, name)) return true;
  return Object.keys(parameters).some(
    (known) => known.includes('<') && name.startsWith(known.slice(0, known.indexOf('<'))),
  );
}
