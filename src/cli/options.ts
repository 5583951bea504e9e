import {parseArgs} from 'node:util';
import {nearest} from '../scenario/suggest.ts';
import {BadInput} from './bad-input.ts';

interface Described {
  readonly help: string; // one line, lower case, no full stop
}

/** `--name`, with a `value` to follow unless it is a mere switch. */
export type Option = Described &
  ({readonly type: 'boolean'} | {readonly type: 'string'; readonly value: string; readonly multiple?: boolean});

export type Options = Readonly<Record<string, Option>>;

/** What was given for each option; a repeatable one is a list. */
export type Values<O extends Options> = {
  readonly [K in keyof O]?: O[K] extends {type: 'boolean'}
    ? boolean
    : O[K] extends {multiple: true}
      ? string[]
      : string;
};

/** A word that comes without dashes, e.g. the scenario. */
export interface Argument extends Described {
  readonly name: string;
}

export interface Parsed<O extends Options> {
  readonly values: Values<O>;
  readonly words: readonly string[];
}

/** Reads the words after a command's name; throws `BadInput` on anything the command did not ask for. */
export function parseOptions<O extends Options>(
  words: readonly string[],
  options: O,
  args: readonly Argument[],
): Parsed<O> {
  const known = Object.fromEntries(
    Object.entries(options).map(([name, {type, ...rest}]) => [
      name,
      {type, multiple: 'multiple' in rest && rest.multiple === true},
    ]),
  );
  const {values, positionals, tokens} = parseArgs({
    args: [...words],
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });

  const faults: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) {
      const names = Object.keys(options).map((name) => `--${name}`);
      faults.push(`${token.rawName}: expected a known option, got ${token.rawName}${didYouMean(token.rawName, names)}`);
    } else if (option.type === 'boolean' && token.value !== undefined) {
      faults.push(`${token.rawName}: expected no value, got "${token.value}"`);
    } else if (option.type === 'string' && (!token.value || looksLikeOption(token))) {
      const got = token.value === '' ? 'empty text' : (token.value ?? 'nothing');
      faults.push(`${token.rawName}: expected ${option.value} after it, got ${got}`);
    }
  }
  for (const {name} of args.slice(positionals.length)) faults.push(`${name}: expected one, got nothing`);
  for (const word of positionals.slice(args.length)) faults.push(`${word}: expected no further word, got "${word}"`);
  if (faults.length > 0) throw new BadInput(...faults);
  return {values: values as Values<O>, words: positionals};
}

/** `--seed --json` forgot the seed; `--seed=--json` and `--runs -5` did not. */
function looksLikeOption({
  value,
  inlineValue,
}: {
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}): boolean {
  return inlineValue !== true && value !== undefined && value.startsWith('--');
}

/** A whole number of at least `least` given for `--name`, or nothing when the option was not given. */
export function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new BadInput(`--${name}: expected a whole number of at least ${String(least)}, got "${text}"`);
}

/** A comma-separated list for `--name`, each member one of `allowed`, which `where` lists; `all` stands for every one. */
export function listOf<T extends string>(
  name: string,
  text: string | undefined,
  allowed: readonly T[],
  where?: string,
): readonly T[] {
  if (text === undefined) return [];
  if (text === 'all') return allowed;
  const elsewhere = where === undefined ? '' : `; ${where}`;
  const members = text.split(',').map((member) => member.trim());
  const faults = members
    .filter((member) => !(allowed as readonly string[]).includes(member))
    .map((member) => {
      const few = allowed.length <= 12 ? ` of ${allowed.join(', ')}` : '';
      return `--${name}: expected names${few}, got "${member}"${didYouMean(member, allowed) || elsewhere}`;
    });
  if (faults.length > 0) throw new BadInput(...faults);
  return allowed.filter((member) => members.includes(member));
}

/** `; did you mean "x"?` with the nearest of `names`, or nothing when none is near. */
export function didYouMean(word: string, names: readonly string[]): string {
  const name = nearest(word, names);
  return name === undefined ? '' : `; did you mean "${name}"?`;
}
