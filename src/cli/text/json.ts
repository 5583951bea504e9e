/** One JSON document with a line feed at its end; a number that JSON cannot say (NaN, infinite) becomes null. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, (_, part: unknown) => (part instanceof Float64Array ? [...part] : part), 2)}\n`;
}
