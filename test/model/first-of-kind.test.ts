import {describe, expect, it} from 'vitest';
import {createModel} from '../../src/model/run.ts';
import {columnsOf, entry, regime, scenario, stage} from './support.ts';

describe('the first of a kind', () => {
  it('takes its teams longer than its followers', () => {
    const input = scenario({
      days: 4 * 364,
      mechanisms: {submission_choice: false, abandonment: false},
      policy: [entry('rule', ['us'], regime([stage('review', {evaluations: 1}), stage('public')]))],
      parameters: {
        'findings.law': 'fixed',
        'gate.approval_days': 0,
        'service.law': 'deterministic',
        'service.mean_days': 10,
        'teams.us': 'unlimited',
        'review.kind_width': 15,
      },
    });
    const model = createModel(input);
    const record = model.run({seed: '1', replicate: 0, series: [], tables: ['evaluations', 'releases']});
    const passages = columnsOf(record, 'evaluations');
    const releases = columnsOf(record, 'releases');
    const capability = new Map(
      Array.from({length: releases.rows}, (_, n) => [releases.text('release')[n], releases.number('capability')[n]]),
    );
    // Oracle: definition, over the reviews in order of arrival.
    const order = Array.from({length: passages.rows}, (_, n) => n).filter((n) => passages.number('passage')[n] === 0);
    let top = -Infinity;
    let firsts = 0;
    for (const n of order) {
      const band = Math.floor((capability.get(passages.text('release')[n]) as number) / 15);
      const days = passages.number('ended')[n] - passages.number('started')[n];
      if (!Number.isNaN(days)) expect(days).toBeCloseTo(band > top ? 13.4 : 10, 9);
      if (band > top) firsts++;
      top = Math.max(top, band);
    }
    expect(firsts).toBeGreaterThan(4);
    expect(order.length).toBeGreaterThan(10 * firsts);
  });
});
