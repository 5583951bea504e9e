import type {Part} from '../../src/model/parts.ts';
import {exp} from '../../src/numeric/exp.ts';

/** A sample of a mechanism, all in this one file: a treasury takes a share of what developers hold. */
export const levy: Part = {
  mechanism: {
    id: 'levy',
    title: 'Levy on cash',
    equation: 'cash_{t+dt} = cash_t exp(-rate dt)',
    limit: 'Rate 0: nothing is taken.',
    source: 'a sample',
    switches: {levy: 'Nothing is taken.'},
    parameters: {
      'levy.rate': {
        type: 'number',
        group: 'costs',
        title: 'Share of cash that is taken',
        role: 'policy',
        source: 'a sample',
        unit: 'per year',
        default: 0,
        low: 0,
        high: 1,
        min: 0,
        max: Infinity,
      },
    },
    decisions: {},
  },
  play(run, {ledger}) {
    const {developers} = run.world;
    if (!run.on('levy')) return {};
    const taken = 1 - exp((-run.number('levy.rate') * run.input.step_days) / 365.25);
    return {
      step() {
        const {cash} = developers.column;
        for (let n = 0; n < developers.liveCount; n++) {
          const due = taken * cash[developers.live[n]];
          cash[developers.live[n]] -= due;
          ledger.regulators += due;
        }
      },
    };
  },
};
