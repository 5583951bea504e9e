import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createAgenda} from '../../src/engine/agenda.ts';

interface Event {
  day: number;
  kind: number;
}

/** The agenda's law: by day, events of one day in the order they came. Array.sort keeps the order of equals. */
const inOrder = (events: readonly Event[]): Event[] => [...events].sort((a, b) => a.day - b.day);

const events = fc.array(fc.nat(20), {maxLength: 600}).map((days) => days.map((day, kind) => ({day: day / 4, kind})));

describe('createAgenda', () => {
  it('gives events back by day, those of one day in the order they came', () => {
    fc.assert(
      fc.property(events, (put) => {
        const agenda = createAgenda();
        for (const {day, kind} of put) agenda.put(day, kind, kind + 1, -kind);
        const taken: Event[] = [];
        while (agenda.take(Infinity)) {
          taken.push({day: agenda.day, kind: agenda.kind});
          expect([agenda.a, agenda.b]).toEqual([agenda.kind + 1, 0 - agenda.kind]);
        }
        expect(taken).toEqual(inOrder(put));
      }),
    );
  });

  it('keeps that order when taking and putting alternate', () => {
    const moves = fc.array(fc.oneof(fc.nat(12), fc.constant(-1)), {maxLength: 400});
    fc.assert(
      fc.property(moves, (list) => {
        const agenda = createAgenda();
        let waiting: Event[] = [];
        list.forEach((move, kind) => {
          if (move >= 0) {
            agenda.put(move, kind, 0, 0);
            waiting.push({day: move, kind});
          } else {
            const [first] = inOrder(waiting);
            expect(agenda.take(Infinity)).toBe(first !== undefined);
            if (first === undefined) return;
            expect({day: agenda.day, kind: agenda.kind}).toEqual(first);
            waiting = waiting.filter((each) => each !== first);
          }
          expect(agenda.size).toBe(waiting.length);
          expect(agenda.nextDay).toBe(inOrder(waiting)[0]?.day ?? Infinity);
        });
      }),
    );
  });

  it('leaves alone what happens on the day it is told to stop before', () => {
    const agenda = createAgenda();
    agenda.put(7, 1, 0, 0);
    agenda.put(6.999, 2, 0, 0);
    expect(agenda.take(7)).toBe(true);
    expect(agenda.kind).toBe(2);
    expect(agenda.take(7)).toBe(false);
    expect(agenda.size).toBe(1);
  });

  it('forgets everything on clear', () => {
    const agenda = createAgenda();
    agenda.put(1, 1, 0, 0);
    agenda.clear();
    expect([agenda.size, agenda.nextDay, agenda.take(Infinity)]).toEqual([0, Infinity, false]);
  });

  it('refuses a day that never comes', () => {
    const agenda = createAgenda();
    expect(() => {
      agenda.put(Infinity, 0, 0, 0);
    }).toThrow('agenda: expected a finite day, got Infinity');
    expect(() => {
      agenda.put(NaN, 0, 0, 0);
    }).toThrow('got NaN');
  });
});
