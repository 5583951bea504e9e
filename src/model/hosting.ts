import {NEST, type World} from './world.ts';

/** Whether customers have to look underground for a developer. */
export const isUnderground = ({developers}: World, developer: number): boolean =>
  developers.column.nest[developer] === NEST.underground;

/** Jurisdiction that hosts what users of jurisdiction `j` get from a developer. */
export const placeOfSupply = (world: World, developer: number, j: number): number =>
  isUnderground(world, developer) ? world.developers.column.home[developer] : j;
