import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {columnsOf, developer, jurisdiction, scenario} from './support.ts';

export const KAPPA = 25; // safety.efficiency

/** Labs of equal size that hold equal parts of one market and stand still, for a quarter. */
export function labs(count: number, more: Partial<RunInput> = {}): RunInput {
  return scenario({
    days: 91,
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [developer('lab', 'x', {count, installed: 1})],
    },
    ...more,
    mechanisms: {entry: false, exit: false, funding: false, research: false, defects: false, ...more.mechanisms},
    parameters: {
      'imitation.rate': 0,
      'research.catch_up.x': 0,
      'research.compute_growth.lab': 4.6,
      'research.noise': 4,
      'race.information': 'public',
      ...more.parameters,
    },
  });
}

/** Safety spending of every developer at the end of a run, by name. */
export function spending(input: RunInput, seed = '1'): ReadonlyMap<string, number> {
  const record = createModel(input).run({seed, replicate: 0, series: [], tables: ['developers']});
  const {text, number} = columnsOf(record, 'developers');
  const spend = number('safety_spend');
  return new Map(text('developer').map((id, row) => [id, spend[row]]));
}

export const safetyOf = (input: RunInput): readonly number[] =>
  [...spending(input).values()].map((spend) => 1 - Math.exp(-KAPPA * spend));

/** A lab ahead of another one, in a world where a start-up has no chance to lead. */
export function unequal(more: Partial<RunInput> = {}): RunInput {
  const input = labs(1, more);
  const [first] = input.world.developers;
  return {
    ...input,
    world: {
      ...input.world,
      developers: [
        {...first, id: 'ahead', compute: 24.1, installed: 0.5},
        {...first, id: 'behind', compute: 23.9, installed: 0.4},
        {...first, id: 'small', kind: 'startup', compute: 21, installed: 0.1},
      ],
    },
  };
}
