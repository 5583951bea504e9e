/** Dated events, taken out in order of day; events of one day in the order they were put in. */
export interface Agenda {
  readonly size: number;
  /** Day of the earliest event, Infinity when there is none. */
  readonly nextDay: number;
  /** Of the event last taken. */
  readonly day: number;
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  put(day: number, kind: number, a: number, b: number): void;
  /** Takes the earliest event if its day is before `until`; its parts are then in `day`, `kind`, `a`, `b`. */
  take(until: number): boolean;
  clear(): void;
}

/** A binary heap over typed columns: no object per event. */
export function createAgenda(): Agenda {
  let capacity = 256;
  let days = new Float64Array(capacity);
  let order = new Float64Array(capacity); // a counter: breaks ties by arrival
  let words = new Int32Array(capacity * 3);
  let size = 0;
  let counter = 0;
  let day = 0;
  let kind = 0;
  let a = 0;
  let b = 0;

  function grow(): void {
    capacity *= 2;
    const keptDays = days;
    const keptOrder = order;
    const keptWords = words;
    days = new Float64Array(capacity);
    days.set(keptDays);
    order = new Float64Array(capacity);
    order.set(keptOrder);
    words = new Int32Array(capacity * 3);
    words.set(keptWords);
  }

  function move(from: number, to: number): void {
    days[to] = days[from];
    order[to] = order[from];
    words[to * 3] = words[from * 3];
    words[to * 3 + 1] = words[from * 3 + 1];
    words[to * 3 + 2] = words[from * 3 + 2];
  }

  const before = (i: number, atDay: number, atOrder: number): boolean =>
    days[i] < atDay || (days[i] === atDay && order[i] < atOrder);

  return {
    get size() {
      return size;
    },
    get nextDay() {
      return size === 0 ? Infinity : days[0];
    },
    get day() {
      return day;
    },
    get kind() {
      return kind;
    },
    get a() {
      return a;
    },
    get b() {
      return b;
    },
    put(atDay, eventKind, first, second) {
      if (!(atDay < Infinity)) throw new Error(`agenda: expected a finite day, got ${atDay}`);
      if (size === capacity) grow();
      let hole = size++;
      const atOrder = counter++;
      while (hole > 0) {
        const parent = (hole - 1) >> 1;
        if (before(parent, atDay, atOrder)) break;
        move(parent, hole);
        hole = parent;
      }
      days[hole] = atDay;
      order[hole] = atOrder;
      words[hole * 3] = eventKind;
      words[hole * 3 + 1] = first;
      words[hole * 3 + 2] = second;
    },
    take(until) {
      if (size === 0 || days[0] >= until) return false;
      day = days[0];
      kind = words[0];
      a = words[1];
      b = words[2];
      size--;
      if (size > 0) {
        const lastDay = days[size];
        const lastOrder = order[size];
        let hole = 0;
        for (;;) {
          let child = 2 * hole + 1;
          if (child >= size) break;
          if (child + 1 < size && before(child + 1, days[child], order[child])) child++;
          if (!before(child, lastDay, lastOrder)) break;
          move(child, hole);
          hole = child;
        }
        move(size, hole);
      }
      return true;
    },
    clear() {
      size = 0;
      counter = 0;
    },
  };
}
