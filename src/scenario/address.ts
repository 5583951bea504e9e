import type {ScenarioDocument} from './schema.ts';

/** What one path holds: a number, a word, a switch or a list of ids; null where nothing is said. */
export type Value = number | string | boolean | null | readonly string[];

/** How text from a link or a flag is read at a path. `names`: one word or a list. */
export type ValueKind = 'number' | 'text' | 'flag' | 'list' | 'names';

/** One place of a document: its only path, what it holds when unsaid, and how to read and write it. */
export interface Address {
  readonly path: string;
  readonly kind: ValueKind;
  readonly usual: Value; // null = nothing
  readonly nullable?: boolean; // null is a value of its own here
  readonly raw: (document: ScenarioDocument) => Value | undefined; // as written
  readonly put: (document: ScenarioDocument, value: Value | undefined) => ScenarioDocument; // undefined = unsaid
}

type Fields = Readonly<Record<string, unknown>>;

/** The group with one field changed, or taken out. */
export function withField<T extends object>(group: T, name: string, value: unknown): T {
  const rest = Object.fromEntries(Object.entries(group).filter(([key]) => key !== name || value !== undefined));
  return (value === undefined ? rest : {...rest, [name]: value}) as T;
}

/** The group, or nothing when it is empty. */
export const unlessEmpty = <T extends object>(group: T): T | undefined =>
  Object.keys(group).length === 0 ? undefined : group;

/** A field of the document itself, or of one of its groups (`parameters`, `mechanisms`). */
export function fieldAddress(path: string, kind: ValueKind, usual: Value, name: string, group?: string): Address {
  if (group === undefined) {
    return {
      path,
      kind,
      usual,
      raw: (document) => (document as Fields)[name] as Value | undefined,
      put: (document, value) => withField(document, name, value),
    };
  }
  const fields = (document: ScenarioDocument): Fields => ((document as Fields)[group] ?? {}) as Fields;
  return {
    path,
    kind,
    usual,
    raw: (document) => (Object.hasOwn(fields(document), name) ? (fields(document)[name] as Value) : undefined),
    put: (document, value) => withField(document, group, unlessEmpty(withField(fields(document), name, value))),
  };
}

/** Whether two values say the same; the order of ids in a list does not count. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item) => (b as readonly string[]).includes(item as string));
  }
  return a === b;
}
