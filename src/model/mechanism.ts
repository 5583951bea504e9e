import type {Clock} from '../engine/kernel.ts';
import type {Draws} from '../numeric/draws.ts';
import type {RunInput} from './input.ts';
import type {Market} from './market.ts';
import type {Parameters} from './parameter.ts';
import type {World} from './world.ts';

/** One event of a traced run. Days count from the start. */
export interface TraceEvent {
  readonly day: number;
  readonly what: string;
  readonly who: string;
  readonly where?: string;
  readonly detail?: Readonly<Record<string, number | string>>;
}
export type TraceSink = (event: TraceEvent) => void;

/** What a mechanism is handed: the world, the clock, its draws and the numbers of the scenario. */
export interface Run {
  readonly input: RunInput;
  readonly world: World;
  readonly clock: Clock;
  readonly market: Market;
  draws: Draws; // of this run; replaced between runs
  trace: TraceSink | undefined;
  /** Value of a number parameter. Throws when the table has none of that name. */
  number(name: string): number;
  /** Value of a member of a family, e.g. `member('teams', 'us')`. */
  member(prefix: string, member: string): number;
  choice(name: string): string;
  /** Whether a switch is on. */
  on(name: string): boolean;
}

/** A mechanism made for one world: `begin` sets a run's first day, `step` plays one step. */
export interface Playing {
  readonly begin?: () => void;
  readonly step?: () => void;
}

/** One mechanism of the model: its numbers and draws as data, and how it plays. */
export interface Mechanism {
  readonly id: string;
  readonly title: string;
  readonly equation: string;
  readonly limit: string; // the textbook case it reduces to
  readonly source: string;
  readonly switches: Readonly<Record<string, string>>; // name -> what turning it off means
  readonly parameters: Parameters;
  readonly decisions: Readonly<Record<string, number>>; // frozen ids: never renumber
}
