import {KINDS} from './input.ts';
import type {World} from './world.ts';

/** Kind of a developer, as records name it. */
export const kindOf = (world: World, developer: number): string => KINDS[world.developers.column.kind[developer]];

/** Id of the home jurisdiction of a developer. */
export const homeOf = (world: World, developer: number): string =>
  world.jurisdictions[world.developers.column.home[developer]];
