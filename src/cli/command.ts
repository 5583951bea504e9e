import type {Effects} from './effects.ts';
import type {ExitCode} from './exit.ts';
import type {Argument, Options, Values} from './options.ts';

/** What a file of `commands/` exports as `command`: what it takes, then what it does. */
export interface Command<O extends Options = Options> {
  readonly details: readonly string[]; // paragraphs of its `--help`
  readonly args: readonly Argument[];
  readonly options: O;
  /** Throws `BadInput` for what the user can mend; anything else thrown is a bug. */
  run(words: readonly string[], values: Values<O>, effects: Effects): Promise<ExitCode>;
}

/** Checks a command by its own options; those who call it know only that it has some. */
export function defineCommand<const O extends Options>(command: Command<O>): Command {
  return command;
}
