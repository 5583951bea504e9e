import {describe, expect, it} from 'vitest';
import {textTable, wrap} from '../../../src/cli/text/table.ts';

describe('textTable', () => {
  it('sets text to the left and numbers to the right of columns as wide as their widest cell', () => {
    const columns = [{title: 'outcome'}, {title: 'mean', right: true}, {title: 'unit'}];
    expect(
      textTable(columns, [
        ['hhi', '2,100', '1'],
        ['incidents', '7', ''],
      ]),
    ).toBe('outcome     mean  unit\nhhi        2,100  1\nincidents      7\n');
  });
});

describe('wrap', () => {
  it('breaks at spaces only, so that joined lines give the text back', () => {
    const text = 'one two three fourteen-letters five';
    expect(wrap(text, 9)).toEqual(['one two', 'three', 'fourteen-letters', 'five']);
    expect(wrap(text, 9).join(' ')).toBe(text);
  });
});
