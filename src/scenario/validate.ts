import {withoutDefaults} from './addresses.ts';
import type {Catalogue, Members} from './catalogue-type.ts';
import {checkDocument} from './check.ts';
import {type Fault, shown} from './fault.ts';
import type {Data} from './read-text.ts';
import {documentSchema, type ScenarioDocument} from './schema.ts';
import {faultsOf} from './schema-faults.ts';
import type {z} from './zod.ts';

export type Validated =
  {readonly ok: true; readonly document: ScenarioDocument} | {readonly ok: false; readonly faults: readonly Fault[]};

/** Parts of a document that may be left blank. */
const SECTIONS = ['windows', 'parameters', 'mechanisms', 'world', 'levers', 'policy', 'metrics', 'claims'];

/** Checks plain data as a scenario document and leaves its defaults out, or says all that is wrong at once. */
export function validateDocument(data: Data, catalogue: Catalogue): Validated {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    return {ok: false, faults: [{path: '', expected: 'a scenario (sluice, id, …)', got: shown(data)}]};
  }
  const written = Object.fromEntries(Object.entries(data).filter(([name, value]) => !isBlank(name, value)));
  const schema = schemaFor(written, catalogue);
  const first = schema.safeParse(written, {reportInput: true});
  if (first.success) {
    const document = withTextSeed(first.data);
    const faults = checkDocument(document, catalogue);
    return faults.length > 0 ? {ok: false, faults} : {ok: true, document: withoutDefaults(document, catalogue)};
  }
  const faults = faultsOf(first.error.issues, written, catalogue, schema);
  const sound = soundPart(written, schema, first.error.issues);
  const further = sound === undefined ? [] : checkDocument(sound, catalogue);
  return {ok: false, faults: [...faults, ...further.filter((fault) => !faults.some((known) => follows(fault, known)))]};
}

const isBlank = (name: string, value: Data | undefined): boolean =>
  SECTIONS.includes(name) &&
  (value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0));

function withTextSeed(document: ScenarioDocument): ScenarioDocument {
  return document.seed === undefined ? document : {...document, seed: String(document.seed)};
}

/** Schemas by what the families range over; composing one takes longer than using it. */
const schemas = new WeakMap<Catalogue, Map<string, ReturnType<typeof documentSchema>>>();

function schemaFor(written: {readonly [key: string]: Data}, catalogue: Catalogue): ReturnType<typeof documentSchema> {
  const members = membersOfData(written, catalogue);
  const known = schemas.get(catalogue) ?? new Map<string, ReturnType<typeof documentSchema>>();
  schemas.set(catalogue, known);
  const key = [...members.jurisdiction, '', ...members.stage].join(' ');
  const schema = known.get(key) ?? documentSchema(catalogue, members);
  if (known.size >= 64) known.clear();
  return known.set(key, schema).get(key) ?? schema;
}

/** The jurisdictions and stages that unchecked data speak of, as far as they can be made out. */
function membersOfData(written: {readonly [key: string]: Data}, {defaultWorld}: Catalogue): Members {
  const jurisdictions = listAt(written, 'world', 'jurisdictions').map(idOf);
  const usual = defaultWorld.jurisdictions.map(({id}) => id);
  const takesUsual = jurisdictions.length === 0 || jurisdictions.includes('default');
  const named = [...(takesUsual ? usual : []), ...jurisdictions].filter((id) => id !== undefined && id !== 'default');
  const stages = listAt(written, 'policy').flatMap((entry) => listAt(entry, 'regime', 'stages').map(idOf));
  return {jurisdiction: unique(named), stage: unique(stages)};
}

const unique = (ids: readonly (string | undefined)[]): string[] => [
  ...new Set(ids.filter((id): id is string => id !== undefined && /^[a-z][a-z0-9_-]*$/.test(id))),
];

function listAt(data: Data, ...names: readonly string[]): Data[] {
  const found = names.reduce<Data | undefined>((at, name) => field(at, name), data);
  return Array.isArray(found) ? found : [];
}

function field(data: Data | undefined, name: string): Data | undefined {
  const isGroup = typeof data === 'object' && data !== null && !Array.isArray(data);
  return isGroup && Object.hasOwn(data, name) ? data[name] : undefined;
}

function idOf(item: Data): string | undefined {
  const id = typeof item === 'string' ? item : field(item, 'id');
  return typeof id === 'string' ? id : undefined;
}

/** What remains of a document when all that the schema refuses is cut out, so that the rest is checked too. */
function soundPart(
  written: {readonly [key: string]: Data},
  schema: ReturnType<typeof documentSchema>,
  issues: readonly z.core.$ZodIssue[],
): ScenarioDocument | undefined {
  const rest: Data = {sluice: 1, id: 'unnamed', ...structuredCopy(written)};
  let found: readonly z.core.$ZodIssue[] = issues;
  for (let round = 0; round < 8; round++) {
    for (const issue of found) {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
      for (const key of keys) cutOut(rest, key);
    }
    const again = schema.safeParse({sluice: 1, id: 'unnamed', ...withoutHoles(rest)});
    if (again.success) return withTextSeed(again.data);
    found = again.error.issues;
  }
  return undefined;
}

/** Takes a place out; where it is already missing, the group around it. List items become holes until the end. */
function cutOut(data: Data, path: readonly PropertyKey[]): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], data);
  const last = path.at(-1);
  if (last === undefined || holder === null || typeof holder !== 'object') return;
  const group = holder as Record<PropertyKey, unknown>;
  if (group[last] === undefined && path.length > 1) cutOut(data, path.slice(0, -1));
  else if (Array.isArray(group)) group[last] = undefined;
  else delete group[last];
}

const structuredCopy = <T extends Data | {readonly [key: string]: Data}>(data: T): T =>
  JSON.parse(JSON.stringify(data)) as T;

function withoutHoles(data: Data): {[key: string]: Data} {
  const clean = (value: Data | undefined): Data => {
    if (Array.isArray(value)) return value.filter((item) => (item as Data | undefined) !== undefined).map(clean);
    if (typeof value !== 'object' || value === null) return value ?? null;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, clean(inner)]));
  };
  return clean(data) as {[key: string]: Data};
}

/** What else can be wrong only because something is: faults there are not told twice. */
const CONSEQUENCES: readonly (readonly [cause: RegExp, elsewhere: RegExp])[] = [
  [/^start$/, /^(?:end|windows)\b/],
  [/^(?:end|step_days)$/, /^(?:end|windows)\b/],
  [/^policy_date$/, /^windows\b/],
  [/^policy(?:\.[^.]+(?:\.(?:id|from|when))?)?$/, /^(?:windows|levers)\b/],
  [/^policy(?:\.[^.]+(?:\.stages(?:\.[^.]+(?:\.id)?)?)?)?$/, /^(?:levers|policy\.[^.]+\.stages)\b/],
  [/^world(?:\.[^.]+(?:\.[^.]+(?:\.(?:id|copy_of))?)?)?$/, /^(?:world|policy\.[^.]+\.in|levers)\b/],
];

function follows({path}: Fault, {path: cause}: Fault): boolean {
  if (path === cause || path.startsWith(`${cause}.`) || cause.startsWith(`${path}.`)) return true;
  return CONSEQUENCES.some(([causes, elsewhere]) => causes.test(cause) && elsewhere.test(path));
}
