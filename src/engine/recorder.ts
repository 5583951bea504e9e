/** A value per step for every named quantity. It is handed numbers and can neither read the world nor draw. */
export interface Recorder {
  readonly names: readonly string[];
  readonly ticks: number;
  /** Index of a quantity. Throws when it was not declared. */
  index(name: string): number;
  set(index: number, tick: number, value: number): void;
  add(index: number, tick: number, value: number): void;
  /** The values of one quantity, one per step. */
  values(index: number): Float64Array;
  clear(): void;
}

export function createRecorder(names: readonly string[], ticks: number): Recorder {
  const rows = new Map(names.map((name, index) => [name, index]));
  if (rows.size !== names.length) throw new Error('recorder: a name was declared twice');
  const values = new Float64Array(names.length * ticks);
  return {
    names,
    ticks,
    index(name) {
      const index = rows.get(name);
      if (index === undefined) throw new Error(`recorder: no quantity called "${name}"`);
      return index;
    },
    set(index, tick, value) {
      values[index * ticks + tick] = value;
    },
    add(index, tick, value) {
      values[index * ticks + tick] += value;
    },
    values: (index) => values.subarray(index * ticks, (index + 1) * ticks),
    clear() {
      values.fill(0);
    },
  };
}
