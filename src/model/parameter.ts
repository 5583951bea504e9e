/** Where a number comes from and who may move it (docs and sliders show it beside the value). */
export type Role = 'observed' | 'calibrated' | 'assumed' | 'policy';

/** What a `<...>` suffix of a parameter's name ranges over, e.g. `teams.<jurisdiction>`. */
export type Family = 'jurisdiction' | 'segment' | 'stage' | 'kind' | 'class';

interface Described {
  readonly title: string; // sentence case, without the unit
  readonly group: Group;
  readonly role: Role;
  readonly source: string; // publication or "assumed: why this range"
  readonly family?: Family;
}

/** Headings under which controls are shown, in this order. */
export const GROUPS = [
  'gate',
  'evaluators',
  'race',
  'defects',
  'costs',
  'open weights',
  'enforcement',
  'politics',
  'technology',
  'market',
  'entry and exit',
] as const;
export type Group = (typeof GROUPS)[number];

export interface NumberParameter extends Described {
  readonly type: 'number';
  readonly unit: string; // '1' for a pure number, 'share' for 0 to 1
  readonly default: number;
  readonly low: number; // slider and sampling range only; the domain below is what a scenario may say
  readonly high: number;
  readonly min: number; // meaningful domain, inclusive
  readonly max: number; // inclusive; Infinity where there is no bound
  readonly above?: number; // exclusive lower bound where `min` itself has no meaning
  readonly whole?: boolean;
  readonly unlimited?: boolean; // also accepts the word `unlimited`
  readonly defaults?: Readonly<Record<string, number>>; // per member of the family; others take `default`
  readonly named?: readonly {readonly label: string; readonly value: number}[]; // marks on the slider
}

export interface ChoiceParameter extends Described {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
  readonly testDoubles?: readonly string[]; // choices that isolate a mechanism and are not the model
}

/** One number or choice of the model, as plain data: it makes the slider, the flag, the schema and the docs. */
export type Parameter = NumberParameter | ChoiceParameter;

export type Parameters = Readonly<Record<string, Parameter>>;

/** The part of a family's name in angle brackets, or nothing: `teams.<jurisdiction>` is `teams.` plus a member. */
export function familyPrefix(name: string): string | undefined {
  const open = name.indexOf('<');
  return open < 0 ? undefined : name.slice(0, open);
}
