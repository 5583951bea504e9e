import type {Command} from './command.ts';

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{readonly command: Command}>;
}

/** All commands in the order of the overall help; a command's code is loaded when it is called. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'run',
    summary: 'play a scenario many times and summarise its outcomes',
    load: () => import('./commands/run.ts'),
  },
  {
    name: 'compare',
    summary: 'play two scenarios through the same random futures and tell them apart',
    load: () => import('./commands/compare.ts'),
  },
  {
    name: 'claims',
    summary: 'put the claims of a scenario on trial: in what share of futures each holds',
    load: () => import('./commands/claims.ts'),
  },
  {
    name: 'validate',
    summary: 'tell whether the simulation shows known limits and seen patterns',
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'calibrate',
    summary: 'fit the calibrated parameters to what was seen, and check them',
    load: () => import('./commands/calibrate.ts'),
  },
  {
    name: 'verify',
    summary: 'compute a result again and tell whether every bit is the same',
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'parameters',
    summary: 'list the numbers and switches that a scenario may set',
    load: () => import('./commands/parameters.ts'),
  },
  {
    name: 'outcomes',
    summary: 'list what is measured, and the tables with one row per item',
    load: () => import('./commands/outcomes.ts'),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of scenarios, or of what the program prints',
    load: () => import('./commands/schema.ts'),
  },
];
