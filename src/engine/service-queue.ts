/**
 * Customers who wait for one of several servers, in continuous time.
 *
 * Arrivals and departures must be reported in order of day. Who waits is served by priority
 * (lower first), then by arrival. A server is free when its service ends.
 */
export interface ServiceQueue {
  servers: number; // may be Infinity
  readonly busy: number;
  readonly waiting: number;
  /** Reports an arrival: true when its service starts at once, false when it has to wait. */
  arrive(customer: number, priority: number): boolean;
  /** Reports the end of a service: the customer whose service starts now, or -1. */
  depart(): number;
  /** Starts the next waiting customer if a server is free (after `servers` grew): the customer, or -1. */
  next(): number;
  /** Takes a waiting customer out of the line; false when it was not waiting. */
  withdraw(customer: number): boolean;
  clear(): void;
}

export function createServiceQueue(): ServiceQueue {
  let line = new Int32Array(64); // waiting customers in order of service
  let priorities = new Int32Array(64);
  let waiting = 0;
  let busy = 0;

  function insert(customer: number, priority: number): void {
    if (waiting === line.length) {
      const keptLine = line;
      const keptPriorities = priorities;
      line = new Int32Array(waiting * 2);
      line.set(keptLine);
      priorities = new Int32Array(waiting * 2);
      priorities.set(keptPriorities);
    }
    let at = waiting;
    while (at > 0 && priorities[at - 1] > priority) at--;
    line.copyWithin(at + 1, at, waiting);
    priorities.copyWithin(at + 1, at, waiting);
    line[at] = customer;
    priorities[at] = priority;
    waiting++;
  }

  function removeAt(at: number): number {
    const customer = line[at];
    line.copyWithin(at, at + 1, waiting);
    priorities.copyWithin(at, at + 1, waiting);
    waiting--;
    return customer;
  }

  const queue: ServiceQueue = {
    servers: 1,
    get busy() {
      return busy;
    },
    get waiting() {
      return waiting;
    },
    arrive(customer, priority) {
      if (busy < queue.servers) {
        busy++;
        return true;
      }
      insert(customer, priority);
      return false;
    },
    depart() {
      if (busy === 0) throw new Error('service queue: a departure was reported, but no server is busy');
      busy--;
      return queue.next();
    },
    next() {
      if (waiting === 0 || busy >= queue.servers) return -1;
      busy++;
      return removeAt(0);
    },
    withdraw(customer) {
      for (let at = 0; at < waiting; at++) {
        if (line[at] !== customer) continue;
        removeAt(at);
        return true;
      }
      return false;
    },
    clear() {
      waiting = 0;
      busy = 0;
    },
  };
  return queue;
}
