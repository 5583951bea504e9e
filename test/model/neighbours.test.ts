import {describe, expect, it, vi} from 'vitest';
import type {Regime} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {entry, meanOf, outcomesOf, regime, scenario, stage} from './support.ts';

vi.setConfig({testTimeout: 60_000});

describe('a stricter neighbour', () => {
  it('gets 6 to 16 % of releases late or never, a lighter one 3 to 10 % (GovAI 2026)', () => {
    const review = [stage('review', {min_days: 60, evaluations: 1}), stage('public')];
    const rule = (binding: Regime['binding']) => regime(review, {binding, threshold: {index: 'fixed', flop: 1e25}});
    const policy = [
      entry('strict', ['eu'], rule('mandatory'), {from: 0}),
      entry('light', ['uk'], rule('voluntary'), {from: 0}),
    ];
    const input = scenario({policy, windows: {ruled: {from: 0, to: 3 * 364}}});
    const model = createModel(input);
    const get = outcomesOf(input);
    const records = [0, 1, 2, 3, 4, 5].map((replicate) => model.run({seed: '1', replicate, series: [], tables: []}));
    const [strict, light] = ['eu', 'uk'].map((id) =>
      meanOf(records.map((record) => get(record, `releases_delayed.${id}`))),
    );
    expect(strict).toBeGreaterThan(0.06);
    expect(strict).toBeLessThan(0.16);
    expect(light).toBeGreaterThan(0.03);
    expect(light).toBeLessThan(0.1);
  });
});
