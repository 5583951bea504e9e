import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {dayNumber, isoDate} from '../../src/scenario/calendar.ts';

describe('calendar', () => {
  it('counts days from 1970-01-01', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2000-03-01')).toBe(11_017);
    expect(dayNumber('2025-01-06')).toBe(20_094);
    expect(isoDate(-1)).toBe('1969-12-31');
  });

  it('knows no 29 February outside leap years, and no other day that is not', () => {
    expect(dayNumber('2024-02-29')).toBeDefined();
    expect(dayNumber('2000-02-29')).toBeDefined();
    for (const no of [
      '2023-02-29',
      '1900-02-29',
      '2025-04-31',
      '2025-13-01',
      '2025-00-10',
      '2025-01-00',
      '2025-1-1',
      '',
      'x',
    ]) {
      expect(dayNumber(no)).toBeUndefined();
    }
  });

  // Oracle: the clock of the language, which the model itself may not use.
  it('agrees with Date on every day from 1600 to 2400', () => {
    const first = Date.UTC(1600, 0, 1) / 86_400_000;
    const last = Date.UTC(2400, 11, 31) / 86_400_000;
    for (let day = first; day <= last; day++) {
      const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (dayNumber(iso) !== day || isoDate(day) !== iso) throw new Error(`${iso}: ${dayNumber(iso)} ${isoDate(day)}`);
    }
  });

  it('undoes itself over the years 1 to 9999', () => {
    fc.assert(fc.property(fc.integer({min: -719_162, max: 2_932_896}), (day) => dayNumber(isoDate(day)) === day));
  });
});
