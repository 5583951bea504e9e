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
  it('shares sum to at most 1, money is conserved, and nothing is public before its stage', {timeout: 600_000}, () => {
    fc.assert(
      fc.property(randomWorld, replicates, (input, replicate) => {
        const {run, phases, play} = takeApart(input, 'laws', replicate);
        const {world} = run;
        const J = world.jurisdictions.length;
        const cells = J * SEGMENTS.length;
        const sums = new Float64Array(cells);
        const rules = [...world.regimes]; // in force in the step before
        const changed = rules.map(() => -Infinity); // day on which they came into force
        const worst = {share: 0, negative: 0, imbalance: 0, early: 0};
        play(() => {
          const {developers, releases, regimes} = world;
          const share = run.market.share();
          sums.fill(0);
          for (let at = 0; at < developers.rows * cells; at++) {
            sums[at % cells] += share[at];
            worst.negative = Math.min(worst.negative, share[at]);
          }
          for (const sum of sums) worst.share = Math.max(worst.share, sum);
          let held = 0;
          let turnover = 1;
          const ledger = Object.values(phases.ledger) as number[];
          for (const amount of [...developers.column.cash.subarray(0, developers.rows), ...ledger]) {
            held += amount;
            turnover += Math.abs(amount);
          }
          worst.imbalance = Math.max(worst.imbalance, Math.abs(held) / turnover);
          for (let j = 0; j < J; j++) {
            if (world.regimes[j] !== rules[j]) changed[j] = run.clock.from;
            rules[j] = world.regimes[j];
          }
          if (run.on('evasion')) return; // what is served against the rules is served before its stage
          for (let place = 0; place < releases.rows * J; place++) {
            const regime = regimes[place % J];
            if (releases.column.clearance[place] !== CLEARANCE.gate || regime?.applies_to !== 'new') continue;
            const stages = regime.stages.slice(0, -1);
            if (stages.some(({mask}) => mask === EVERYONE)) continue;
            // What is in a gate when rules for new releases change goes on under those that it came under.
            if (releases.column.submitted[place] < changed[place % J]) continue;
            if (Number.isNaN(releases.column.cleared[place]) && releases.column.access[place] === EVERYONE)
              worst.early++;
          }
        });
        expect(worst.share).toBeLessThan(1 + 1e-9);
        expect(worst.imbalance).toBeLessThan(1e-9);
        expect(worst).toMatchObject({negative: 0, early: 0});
      }),
      {numRuns: WORLDS, endOnFailure: true},
    );
  });

  it('every outcome is a finite number or undefined', {timeout: 600_000}, () => {
    fc.assert(
      fc.property(randomWorld, replicates, (input, replicate) => {
        const {outcomes} = createModel(input).run({seed: 'laws', replicate, series: [], tables: []});
        expect(outcomes.some((value) => Math.abs(value) === Infinity)).toBe(false);
      }),
      {numRuns: Math.ceil(WORLDS / 4), endOnFailure: true},
    );
  });
});
