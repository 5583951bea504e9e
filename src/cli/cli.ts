import {visible} from '../scenario/fault.ts';
import {BadInput} from './bad-input.ts';
import {COMMANDS} from './commands.ts';
import type {Effects} from './effects.ts';
import {EXIT, type ExitCode} from './exit.ts';
import {commandHelp, overallHelp} from './help.ts';
import {Interrupted} from './interrupted.ts';
import {didYouMean, parseOptions} from './options.ts';

/** Does what the words after the program's name say, and tells the exit code; never throws. */
export async function cli(words: readonly string[], effects: Effects): Promise<ExitCode> {
  try {
    return await dispatch(words, effects);
  } catch (error) {
    if (error instanceof BadInput) {
      for (const fault of error.faults) effects.err(`${visible(fault)}\n`);
      return EXIT.badInput;
    }
    if (error instanceof Interrupted || effects.signal.aborted) {
      effects.err(`interrupted${error instanceof Interrupted ? `: ${error.message}` : ''}\n`);
      return EXIT.interrupted;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    effects.err(`sluice ${effects.packageVersion}: this is a fault in the program, not in your input\n${text}\n`);
    return EXIT.bug;
  }
}

async function dispatch([name, ...rest]: readonly string[], effects: Effects): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await effects.out(overallHelp());
    return EXIT.ok;
  }
  if (name === '--version') {
    await effects.out(`${effects.packageVersion}\n`);
    return EXIT.ok;
  }
  const entry = COMMANDS.find((command) => command.name === name);
  if (!entry) {
    const names = COMMANDS.map((command) => command.name);
    throw new BadInput(`sluice: expected a command (${names.join(', ')}), got "${name}"${didYouMean(name, names)}`);
  }
  const {command} = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    await effects.out(commandHelp(entry, command));
    return EXIT.ok;
  }
  const parsed = parseOptions(rest, command.options, command.args);
  return command.run(parsed.words, parsed.values, effects);
}
