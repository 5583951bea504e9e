import type {RunInput} from './input.ts';

/** Ids of the developers that the scenario names one by one, in the order in which the world founds them. */
export const namedDevelopers = (input: RunInput): readonly string[] =>
  input.world.developers
    .filter(({count}) => count === 1)
    .map(({id}) => id)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
