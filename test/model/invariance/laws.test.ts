import '../../support/fast-check.ts';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createModel} from '../../../src/model/run.ts';
import {EVERYONE, SEGMENTS} from '../../../src/model/segments.ts';
import {CLEARANCE} from '../../../src/model/world.ts';
import {takeApart} from '../support.ts';
import {randomWorld, WORLDS} from './random-world.ts';

const replicates = fc.integer({min: 0, max: 1000});

describe('in every random world', () => {
  it(
    'shares of a cell sum to at most 1, money is conserved, and nothing is public before its stage allows',
    {timeout: 600_000},
    () => {
      fc.assert(
        fc.property(randomWorld, replicates, (input, replicate) => {
          const {run, phases, play} = takeApart(input, 'laws', replicate);
          const {world} = run;
          const cells = world.jurisdictions.length * SEGMENTS.length;
          play(() => {
            const {developers, releases, regimes} = world;
            const share = run.market.share();
            for (let c = 0; c < cells; c++) {
              let sum = 0;
              for (let row = 0; row < developers.rows; row++) {
                const s = share[row * cells + c];
                expect(s >= 0).toBe(true);
                sum += s;
              }
              expect(sum).toBeLessThan(1 + 1e-9);
            }
            let held = 0;
            let turnover = 1;
            for (let row = 0; row < developers.rows; row++) {
              held += developers.column.cash[row];
              turnover += Math.abs(developers.column.cash[row]);
            }
            for (const account of Object.values(phases.ledger) as number[]) {
              held += account;
              turnover += Math.abs(account);
            }
            expect(Math.abs(held) / turnover).toBeLessThan(1e-9);
            const J = world.jurisdictions.length;
            for (let place = 0; place < releases.rows * J; place++) {
              const regime = regimes[place % J];
              if (releases.column.clearance[place] !== CLEARANCE.gate || regime === null) continue;
              if (regime.applies_to !== 'new' || regime.since > world.releases.column.tested[Math.floor(place / J)])
                continue;
              expect(releases.column.access[place]).not.toBe(EVERYONE);
            }
          });
        }),
        {numRuns: WORLDS},
      );
    },
  );

  it('every outcome is a number or undefined, and shares lie between 0 and 1', {timeout: 600_000}, () => {
    fc.assert(
      fc.property(randomWorld, replicates, (input, replicate) => {
        const {outcomes} = createModel(input).run({seed: 'laws', replicate, series: [], tables: []});
        for (const value of outcomes) expect(Math.abs(value)).not.toBe(Infinity);
      }),
      {numRuns: Math.ceil(WORLDS / 4)},
    );
  });
});
