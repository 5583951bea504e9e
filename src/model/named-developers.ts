import type {RunInput} from './input.ts';

/** Developers that the scenario names one by one, with their rows in the world. */
export function namedDevelopers(input: RunInput): readonly {readonly id: string; readonly row: number}[] {
  let row = 0;
  return input.world.developers.flatMap(({id, count}) => {
    const at = row;
    row += count;
    return count === 1 ? [{id, row: at}] : [];
  });
}
