import {describe, expect, it} from 'vitest';
import {validationReport, validationText} from '../../../src/cli/text/validation-text.ts';
import type {JudgedFact} from '../../../src/experiments/validation/fact.ts';
import {facts} from '../../../src/experiments/validation/facts.ts';

const receipt = {engineVersion: '9', seed: 's', runs: 3};
const judged = (id: string, verdict: 'pass' | 'fail', limitation?: string): JudgedFact => ({
  ...{id, kind: 'pattern', plays: 0, title: id, target: 't', source: 'x', verdict},
  numbers: [{what: 'n', unit: 'u', value: 1, interval: [1, 1], low: 0, high: 2, verdict}],
  ...(limitation === undefined ? {} : {limitation}),
});

describe('the report of validation', () => {
  // Oracle: a fact that passes has limitations as much as one that fails.
  it.each([validationReport, validationText])('tells limitations of facts that pass, too', (write) => {
    const text = write(
      [judged('a', 'pass', 'kept in'), judged('b', 'fail', 'left out'), judged('c', 'pass')],
      [],
      receipt,
    );
    expect(text.match(/limitation: (kept in|left out)/gi)).toHaveLength(2);
    expect(text).toContain('2 of 3 pass, 1 fail');
    expect(text).toMatch(/engine 9, seed s, 3 runs/i);
  });

  it('has a limitation to tell of every pattern', () => {
    for (const {id, kind, limitation} of facts)
      if (kind === 'pattern') expect(limitation?.length, id).toBeGreaterThan(40);
  });
});
