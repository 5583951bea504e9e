import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createAgenda} from '../../src/engine/agenda.ts';
import {createServiceQueue} from '../../src/engine/service-queue.ts';

interface Customer {
  readonly gap: number; // since the arrival before
  readonly work: number;
  readonly priority: number;
}

/** Start of every customer's service: whenever a server is free, the waiting customer of least (priority, number) begins. */
function referenceStarts(customers: readonly Customer[], servers: number): number[] {
  const free = Array.from({length: servers}, () => 0);
  const arrivals: number[] = [];
  for (const {gap} of customers) arrivals.push((arrivals.at(-1) ?? 0) + gap);
  const starts = customers.map(() => NaN);
  for (let served = 0; served < customers.length; served++) {
    const server = free.indexOf(Math.min(...free));
    const open = customers.map((_, n) => n).filter((n) => Number.isNaN(starts[n]));
    const day = Math.max(free[server], Math.min(...open.map((n) => arrivals[n])));
    const here = open.filter((n) => arrivals[n] <= day);
    const next = here.sort((a, b) => customers[a].priority - customers[b].priority || a - b)[0];
    starts[next] = day;
    free[server] = day + customers[next].work;
  }
  return starts;
}

/** The same through the queue, with an agenda of arrivals and departures. */
function queueStarts(customers: readonly Customer[], servers: number): number[] {
  const queue = createServiceQueue();
  queue.servers = servers;
  const agenda = createAgenda();
  const starts = customers.map(() => NaN);
  let day = 0;
  customers.forEach(({gap}, n) => {
    day += gap;
    agenda.put(day, 0, n, 0);
  });
  const begin = (customer: number, at: number): void => {
    starts[customer] = at;
    agenda.put(at + customers[customer].work, 1, customer, 0);
  };
  while (agenda.take(Infinity)) {
    const {a, day: now} = agenda;
    if (agenda.kind === 0) {
      if (queue.arrive(a, customers[a].priority)) begin(a, now);
    } else {
      const next = queue.depart();
      if (next >= 0) begin(next, now);
    }
    expect(queue.busy).toBeLessThanOrEqual(servers);
  }
  return starts;
}

// Times that never coincide: every sum of thirds and of powers of two is unique.
const customers = (most: number) =>
  fc
    .array(
      fc.record({gap: fc.integer({min: 1, max: 40}), work: fc.integer({min: 1, max: 90}), priority: fc.nat(most)}),
      {
        minLength: 1,
        maxLength: 60,
      },
    )
    .map((list) => list.map(({gap, work, priority}, n) => ({gap, work: work + (n + 1) / 1009, priority})));

describe('createServiceQueue', () => {
  it.each([1, 3])('serves first come, first served like a reference simulation with %i servers', (servers) => {
    fc.assert(
      fc.property(customers(0), (list) => {
        expect(queueStarts(list, servers)).toEqual(referenceStarts(list, servers));
      }),
    );
  });

  it.each([1, 3])('serves by priority, then by arrival, like a reference simulation with %i servers', (servers) => {
    fc.assert(
      fc.property(customers(2), (list) => {
        expect(queueStarts(list, servers)).toEqual(referenceStarts(list, servers));
      }),
    );
  });

  it('takes one customer out of the line and leaves the others in order', () => {
    const queue = createServiceQueue();
    expect(queue.arrive(1, 0)).toBe(true);
    for (const customer of [2, 3, 4]) expect(queue.arrive(customer, 0)).toBe(false);
    expect(queue.withdraw(3)).toBe(true);
    expect(queue.withdraw(3)).toBe(false);
    expect(queue.withdraw(1)).toBe(false); // in service
    expect([queue.depart(), queue.depart(), queue.depart()]).toEqual([2, 4, -1]);
    expect(queue.busy).toBe(0);
  });

  it('never makes anybody wait with unlimited servers', () => {
    const queue = createServiceQueue();
    queue.servers = Infinity;
    for (let n = 0; n < 1000; n++) expect(queue.arrive(n, 0)).toBe(true);
    expect(queue.waiting).toBe(0);
  });

  it('keeps a long line in order, past its first memory', () => {
    const queue = createServiceQueue();
    queue.arrive(0, 0);
    for (let n = 1; n <= 500; n++) queue.arrive(n, n % 2);
    const served = Array.from({length: 500}, () => queue.depart());
    const expected = [0, 1].flatMap((p) => Array.from({length: 500}, (_, i) => i + 1).filter((n) => n % 2 === p));
    expect(served).toEqual(expected);
  });

  it('starts waiting customers when servers are added', () => {
    const queue = createServiceQueue();
    queue.arrive(1, 0);
    queue.arrive(2, 0);
    expect(queue.next()).toBe(-1);
    queue.servers = 2;
    expect([queue.next(), queue.next(), queue.busy]).toEqual([2, -1, 2]);
  });

  it('refuses a departure when nobody is served', () => {
    expect(() => createServiceQueue().depart()).toThrow('no server is busy');
  });
});
