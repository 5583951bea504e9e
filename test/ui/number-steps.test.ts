import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {plainNumber, readNumber, stepFor} from '../../src/ui/controls/number-steps.ts';

const days = {min: 0, max: Infinity};

describe('stepFor', () => {
  it('gives a slider between 80 and 500 handy steps, whatever its range', () => {
    fc.assert(
      fc.property(fc.double({min: 1e-6, max: 1e9, noNaN: true}), (span) => {
        const step = stepFor(0, span, false);
        expect(span / step).toBeGreaterThan(79);
        expect(span / step).toBeLessThan(501);
        expect(Number((step / 10 ** Math.floor(Math.log10(step * 1.0000001))).toPrecision(6))).toBeOneOf([1, 2, 5]);
      }),
    );
  });

  it('never splits what is counted', () => {
    expect(stepFor(0, 12, true)).toBe(1);
  });
});

describe('readNumber', () => {
  it('takes the whole domain, beyond the ends of the slider', () => {
    expect(readNumber(' 4000 ', days)).toEqual({value: 4000});
    expect(readNumber('\u22125', {min: -10, max: 0})).toEqual({value: -5});
    expect(readNumber('Unlimited', {...days, unlimited: true})).toEqual({value: 'unlimited'});
  });

  it('says what it expected and what it got', () => {
    expect(readNumber('-1', days)).toEqual({fault: 'Expected a number from 0, got “-1”'});
    expect(readNumber('', {min: 0, max: 1})).toEqual({fault: 'Expected a number from 0 to 1, got nothing'});
    expect(readNumber('2.5', {min: 1, max: 9, whole: true})).toEqual({
      fault: 'Expected a whole number from 1 to 9, got “2.5”',
    });
    expect(readNumber('0', {min: 0, max: 1, above: 0})).toEqual({fault: 'Expected a number above 0 to 1, got “0”'});
    expect('fault' in readNumber('Infinity', days)).toBe(true);
  });
});

describe('plainNumber', () => {
  it('drops the noise of binary fractions', () => {
    expect(plainNumber(0.1 + 0.2)).toBe('0.3');
    expect(plainNumber(60)).toBe('60');
  });
});
