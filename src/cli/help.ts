import type {Command} from './command.ts';
import {COMMANDS, type CommandEntry} from './commands.ts';
import type {Argument, Option, Options} from './options.ts';
import {wrap} from './text/table.ts';

const WIDTH = 100;

/** What `sluice --help` prints. */
export function overallHelp(): string {
  const names = COMMANDS.map(({name, summary}): [string, string] => [name, summary]);
  return [
    'sluice: market and policy impact of releasing frontier AI in stages. Results are conditional on',
    'the assumptions of a scenario; they are no forecast.\n',
    'Usage: sluice COMMAND [OPTIONS]\n',
    'Commands:',
    entries(names),
    'sluice COMMAND --help tells more about a command, sluice --version the version.\n',
    'Exit codes: 0 ok, 1 fault in the program, 2 bad input (one line per fault, nothing written), 3 finished',
    'with failed runs or a mismatch, 130 interrupted (what was done is kept, the same command resumes).\n',
  ].join('\n');
}

/** What `sluice COMMAND --help` prints. */
export function commandHelp({name, summary}: CommandEntry, {details, args, options}: Command): string {
  const words = args.map((argument) => ` ${argument.name}`).join('');
  const parts = [`Usage: sluice ${name}${words} [OPTIONS]\n`, ...wrap(`${capital(summary)}.`, WIDTH), ''];
  for (const paragraph of details) parts.push(...wrap(paragraph, WIDTH), '');
  if (args.length > 0) parts.push('Arguments:', entries(args.map(({name, help}: Argument) => [name, help])));
  parts.push('Options:', entries([...optionEntries(options), ['--help', 'print this text']]));
  return parts.join('\n');
}

function optionEntries(options: Options): [string, string][] {
  return Object.entries(options).map(([name, option]: [string, Option]) => [
    option.type === 'boolean' ? `--${name}` : `--${name} ${option.value}`,
    option.help,
  ]);
}

function entries(rows: readonly (readonly [string, string])[]): string {
  const column = Math.max(...rows.map(([term]) => term.length)) + 4;
  const lines = rows.flatMap(([term, help]) =>
    wrap(help, WIDTH - column).map((line, i) => `  ${(i === 0 ? term : '').padEnd(column - 2)}${line}`),
  );
  return `${lines.join('\n')}\n`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
