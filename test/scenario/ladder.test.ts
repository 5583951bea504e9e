import {describe, expect, it} from 'vitest';
import {formatFault} from '../../src/scenario/fault.ts';
import {parseScenario} from '../../src/scenario/parse.ts';

/** The entries that a run reads of a document with this policy, or the faults. */
async function policyOf(lines: string) {
  const result = await parseScenario(`sluice: 1\nid: x\npolicy:\n${lines}`, 'l.yaml');
  return result.ok ? result.scenario.input.policy : result.faults.map((fault) => formatFault('l.yaml', fault));
}

describe('a rung of a ladder', () => {
  it('can be held from the first day, or from its date on', async () => {
    const [low, high] = await policyOf(
      `  - {id: low, rung: 1, in: [us], regime: {transparency: report}}
  - {id: high, rung: 2, from: 2025-01-06, in: [us], regime: {moratorium_flop: 1.0e+27}}`,
    );
    expect(low).toMatchObject({rung: 1, from: null, when: null, announced: null});
    expect(high).toMatchObject({rung: 2, from: 735, when: null, announced: 735});
  });

  it('cannot also wait for a condition', async () => {
    const faults = await policyOf(
      '  - {id: p, rung: 1, when: "severe_incidents > 1", in: [us], regime: {transparency: report}}',
    );
    expect(faults).toEqual([
      'l.yaml: policy.p: expected one of from (a date), when (a condition) and rung (of the ladder), got two of them',
    ]);
  });
});

describe('an entry that spreads', () => {
  it('names its first adopters, and says so to the run; others say nothing', async () => {
    const [spreading, other] = await policyOf(
      `  - {id: a, from: 2025-01-06, in: [us], spreads: true, regime: {transparency: report}}
  - {id: b, from: 2025-01-06, in: [us], spreads: false, regime: {transparency: report}}`,
    );
    expect(spreading).toMatchObject({spreads: true, in: ['us']});
    expect(other).not.toHaveProperty('spreads');
  });

  it('is refused without first adopters: what all have spreads to nobody', async () => {
    expect(await policyOf('  - {id: a, from: 2025-01-06, spreads: true, regime: {transparency: report}}')).toEqual([
      'l.yaml: policy.a.in: expected the first adopters of what spreads, got all jurisdictions',
    ]);
  });
});
