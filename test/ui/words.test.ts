import {describe, expect, it} from 'vitest';
import {formatDate, formatNumber, formatShare, formatSigned, withUnit} from '../../src/ui/format.ts';
import {type Difference, findingOf, intervalText, shareText, verdictOf} from '../../src/ui/workbench/findings.ts';
import {HEADLINES, neverPublicText} from '../../src/ui/workbench/headlines.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const [time, cost] = HEADLINES;
const clear: Difference = {n: 200, mean: 131.2, low: 120.4, high: 142, shareAbove: 0.97, shareTied: 0};

describe('numbers', () => {
  it('keep three significant digits, group thousands and use a true minus', () => {
    expect(formatNumber(9.8412)).toBe('9.84');
    expect(formatNumber(0.01234)).toBe('0.0123');
    expect(formatNumber(1234567.8)).toBe('1,234,568');
    expect(formatNumber(-12.34)).toBe('\u221212.3');
    expect(formatNumber(NaN)).toBe('–');
  });

  it('never show a sign on what rounds to nothing', () => {
    expect(formatNumber(-0.0001, 2)).toBe('0.00');
    expect(formatSigned(0.0001, 2)).toBe('0.00');
  });

  it('never part from their unit, and name the currency first', () => {
    expect(withUnit('131', 'days')).toBe('131\u00a0days');
    expect(plain(withUnit('7.74', 'USD M per release'))).toBe('USD 7.74 M per release');
    expect(plain(withUnit('+7.74', 'USD M per release'))).toBe('+USD 7.74 M per release');
    const dear = {...clear, mean: 7.74, low: 6.84, high: 8.64};
    expect(findingOf(cost, dear)).toBe('B costs USD\u00a07.74\u00a0M more per release');
    expect(intervalText(dear, cost.unit)).toContain('+8.64\u00a0USD\u00a0M per release');
  });

  it('claim no certainty that was not seen', () => {
    expect(plain(formatShare(0.999))).toBe('> 99 %');
    expect(plain(formatShare(0.001))).toBe('< 1 %');
    expect(plain(formatShare(1))).toBe('100 %');
  });
});

describe('formatDate', () => {
  it('is the same day in every time zone', () => {
    expect(plain(formatDate(Date.UTC(2025, 0, 6)))).toBe('6 Jan 2025');
  });
});

describe('findings', () => {
  it('say how much, in which direction and in which unit', () => {
    expect(plain(findingOf(time, clear))).toBe('B takes 131 days longer');
    expect(plain(findingOf(time, {...clear, mean: -131.2, low: -142, high: -120.4}))).toBe('B is 131 days faster');
    expect(plain(findingOf(cost, {...clear, mean: 7.74, low: 6.84, high: 8.64}))).toBe(
      'B costs USD 7.74 M more per release',
    );
  });

  it('find nothing while the interval holds zero', () => {
    const unclear = {...clear, low: -5};
    expect(verdictOf(unclear)).toBe('unresolved');
    expect(findingOf(time, unclear)).toBe('No resolved difference in time to market');
    expect(verdictOf({...clear, low: 0})).toBe('unresolved');
  });

  it('tell an equality from a lack of knowledge', () => {
    expect(verdictOf({...clear, mean: 0, low: 0, high: 0, shareAbove: 0, shareTied: 1})).toBe('same');
    expect(verdictOf({...clear, n: 1})).toBe('unknown');
  });

  it('write the interval to two digits of its half width, with signs', () => {
    expect(plain(intervalText(clear, 'days'))).toBe('90 % interval of the mean +120 to +142 days');
    expect(plain(intervalText({...clear, low: -1.134, high: 0.287}, 'incidents per year'))).toBe(
      '90 % interval of the mean \u22121.13 to +0.29 incidents per year',
    );
  });

  it('count the futures that agree, and name ties', () => {
    expect(plain(shareText(clear))).toBe('B is higher in 97 % of 200 paired runs');
    expect(plain(shareText({...clear, shareAbove: 1}))).toBe('B is higher in all 200 paired runs');
    expect(plain(shareText({...clear, shareAbove: 0}))).toBe('B is higher in none of 200 paired runs');
    expect(plain(shareText({...clear, shareAbove: 0.4, shareTied: 0.25}))).toBe(
      'B is higher in 40 % of 200 paired runs, equal in 25 %',
    );
  });

  it('give counts and no percentages below 30 runs', () => {
    expect(shareText({...clear, n: 20, shareAbove: 0.1, shareTied: 0.15})).toBe(
      'B is higher in 2 of 20 paired runs, equal in 3',
    );
    expect(plain(shareText({...clear, n: 30, shareAbove: 0.1}))).toBe('B is higher in 10 % of 30 paired runs');
  });

  it('say how many releases the time to market counts at its cap', () => {
    expect(plain(neverPublicText(0, 0.27))).toBe(
      'Never public: A 0 %, B 27 % of frontier releases; counted as 730 days',
    );
    expect(neverPublicText(NaN, NaN)).toBe('');
    expect(plain(time.explains)).toMatch(/mean, capped at 730 days$/);
  });
});
