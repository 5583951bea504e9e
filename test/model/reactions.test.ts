import {describe, expect, it, vi} from 'vitest';
import {ALONE, developer, entry, jurisdiction, market, regime, scenario, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

describe('internal tests', () => {
  it('fall by omega times the share of the market with a review, where that is believed', () => {
    // Oracle: arithmetic. A quarter of the market reviews; without omega nothing falls.
    const effort = (omega: number, evaluations: number): number => {
      const stages = [stage('a', {min_days: 30, evaluations}), stage('public')];
      const parts = takeApart(
        scenario({
          days: 182,
          world: {
            jurisdictions: [jurisdiction('x', {spend_share: 0.25}), jurisdiction('y', {spend_share: 0.75})],
            developers: [developer('a', 'y', {markets: 'all'})],
          },
          mechanisms: {...ALONE, defects: true},
          policy: [entry('rule', ['x'], regime(stages))],
          parameters: {
            'release.law': 'fixed',
            'release.rate.y': 24,
            'testing.days.lab': 30,
            'testing.cv2': 0,
            'testing.hours.lab': 10,
            'testing.offset': omega,
          },
        }),
      );
      const seen: number[] = [];
      parts.play(() => {
        const {tested, effort: spent} = parts.run.world.releases.column;
        if (tested[1] > 0 && seen.length === 0) seen.push(spent[7]);
      });
      return seen[0];
    };
    expect(effort(0, 1)).toBe(300);
    expect(effort(0.4, 0)).toBe(300);
    expect(effort(0.4, 1)).toBeCloseTo(300 * (1 - 0.4 * 0.25), 9);
  });
});

describe('adversaries', () => {
  const staged = [stage('a', {min_days: 60, access: ['enterprise']}), stage('public')];
  const hurt = (learning: number, use: number, policy: boolean): number => {
    const parts = takeApart(
      market(
        {
          'incidents.reporting': 0,
          'users.skill': 0,
          'incidents.scale.deep': 3000,
          'misuse.learning': learning,
          'misuse.learning_use': use,
          'findings.law': 'fixed',
        },
        policy ? {policy: [entry('rule', ['x'], regime(staged))]} : {},
      ),
      'adversaries',
    );
    parts.play();
    const {release} = parts.run.world.incidents.column;
    const {homePublic, submitted} = parts.run.world.releases.column;
    let after = 0;
    for (let row = 0; row < parts.run.world.incidents.rows; row++) {
      const passed = policy ? submitted[release[row]] > 0 : release[row] >= 8;
      if (passed && parts.run.world.incidents.column.day[row] > homePublic[release[row]] + 7) after++;
    }
    return after;
  };

  it('who learned all they could in staged access add share x learning to the incidents of public use, not more', () => {
    // Oracle: the bound 1 + .5 x .8 of the multiplier; without stages there is nothing to learn from.
    const [without, learned] = [hurt(0, 1, true), hurt(0.8, 1e-9, true)];
    expect(without).toBeGreaterThan(1500);
    expect(Math.abs(learned / without - 1.4)).toBeLessThan(0.05);
    expect(hurt(0.8, 1e-9, false)).toBe(hurt(0, 1, false));
  });

  it('learn less from less use', () => {
    const some = hurt(0.8, 30, true);
    expect(some).toBeGreaterThan(hurt(0, 1, true));
    expect(some).toBeLessThan(hurt(0.8, 1e-9, true));
  });
});
