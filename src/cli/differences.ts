/** Where two JSON documents differ, one line each with the path, what `expected` says and what was got. */
export function differences(expected: unknown, got: unknown, path = ''): string[] {
  if (Object.is(expected, got)) return [];
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    return expected.flatMap((item: unknown, i) => differences(item, got[i], join(path, labelOf(item, i))));
  }
  if (isFields(expected) && isFields(got)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
    return names.flatMap((name) => differences(expected[name], got[name], join(path, name)));
  }
  return [`${path}: expected ${shown(expected)}, got ${shown(got)}`];
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lists are told apart by what their members are called, where they have names. */
function labelOf(item: unknown, index: number): string {
  if (!isFields(item) || typeof item['id'] !== 'string') return String(index);
  return typeof item['window'] === 'string' ? `${item['id']}@${item['window']}` : item['id'];
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${String(value.length)}`;
  return isFields(value) ? 'a group of fields' : JSON.stringify(value);
}
