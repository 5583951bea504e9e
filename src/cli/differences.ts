/** Where a result in a file and the one computed again differ, one line each with the path and what both say. */
export function differences(stored: unknown, computed: unknown, path = ''): string[] {
  if (Object.is(stored, computed)) return [];
  if (Array.isArray(stored) && Array.isArray(computed) && stored.length === computed.length) {
    return stored.flatMap((item: unknown, i) => differences(item, computed[i], join(path, labelOf(item, i))));
  }
  if (isFields(stored) && isFields(computed)) {
    const names = [...new Set([...Object.keys(stored), ...Object.keys(computed)])];
    return names.flatMap((name) => differences(stored[name], computed[name], join(path, name)));
  }
  return [`${path}: the file says ${shown(stored)}, computed ${shown(computed)}`];
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
