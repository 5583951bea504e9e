import {dayNumber} from './calendar.ts';
import {z} from './zod.ts';

/** The numbers that have a meaning somewhere. */
export interface Domain {
  readonly min: number;
  readonly max: number;
  readonly above?: number; // exclusive lower bound
  readonly whole?: boolean;
  readonly unlimited?: boolean; // also the word
  readonly unit?: string;
}

/** A domain in words: `a whole number >= 1 (teams) or "unlimited"`. */
export function domainWords({min, max, above, whole, unlimited, unit}: Domain): string {
  const noun = whole ? 'a whole number' : 'a number';
  const low = above !== undefined && above >= min ? `> ${above}` : min > -Infinity ? `>= ${min}` : '';
  const high = max < Infinity ? `<= ${max}` : '';
  const bounds = low !== '' && high !== '' ? ` ${low} and ${high}` : ` ${low}${high}`.trimEnd();
  const suffix = unit === undefined || unit === '1' || unit === '' ? '' : ` (${unit})`;
  return `${noun}${bounds}${suffix}${unlimited ? ' or "unlimited"' : ''}`;
}

/** A finite number of the domain; every fault of it says the whole domain. */
export function number(domain: Domain): z.ZodType<number | string> {
  const error = domainWords(domain);
  let schema = z.number({error});
  if (domain.min > -Infinity) schema = schema.min(domain.min, {error});
  if (domain.above !== undefined) schema = schema.gt(domain.above, {error});
  if (domain.max < Infinity) schema = schema.max(domain.max, {error});
  if (domain.whole) schema = schema.multipleOf(1, {error});
  return domain.unlimited ? z.union([schema, z.literal('unlimited', {error})], {error}) : schema;
}

/** A finite number >= 0 of the unit. */
export const amount = (unit: string): z.ZodType<number> => plain({min: 0, max: Infinity, unit});

/** A share, 0 to 1. */
export const share = (): z.ZodType<number> => plain({min: 0, max: 1, unit: 'share'});

/** How many, from `min` on. */
export const count = (unit: string, min = 0): z.ZodType<number> => plain({min, max: 1_000_000, whole: true, unit});

export const plain = (domain: Omit<Domain, 'unlimited'>): z.ZodType<number> => number(domain) as z.ZodType<number>;

const ID = /^[a-z][a-z0-9_-]{0,63}$/;
const ID_WORDS = 'an id: a small letter, then small letters, digits, _ or -';

/** A name that can stand in a path. */
export const id = (): z.ZodType<string> => z.string({error: ID_WORDS}).regex(ID, {error: ID_WORDS});

const WINDOW = /^[a-z][a-z0-9_]{0,63}$/;
const WINDOW_WORDS = 'a name: a small letter, then small letters, digits or _';

/** A name that can stand in a formula, where - would be a minus. */
export const word = (): z.ZodType<string, string> =>
  z.string({error: WINDOW_WORDS}).regex(WINDOW, {error: WINDOW_WORDS});

/** Some text of a bounded length. */
export function text(words: string, longest: number): z.ZodType<string> {
  const error = `${words}, at most ${longest} characters`;
  return z.string({error}).max(longest, {error});
}

const DATE_WORDS = 'a date of the calendar, year-month-day';

/** A day of the calendar as ISO text. */
export const date = (): z.ZodType<string> =>
  z
    .string({error: DATE_WORDS})
    .regex(/^\d{4}-\d{2}-\d{2}$/, {error: DATE_WORDS})
    .refine((iso) => dayNumber(iso) !== undefined, {error: DATE_WORDS});

/** An end of a window: a date, or weeks or days from the day the policy begins. */
const MOMENT = /^(?:\d{4}-\d{2}-\d{2}|policy(?:[+-]\d{1,5}[wd])?)$/;
const MOMENT_WORDS = 'a date, or an offset such as "policy+4w"';

export const moment = (): z.ZodType<string> =>
  z
    .string({error: MOMENT_WORDS})
    .regex(MOMENT, {error: MOMENT_WORDS})
    .refine((at) => at.startsWith('policy') || dayNumber(at) !== undefined, {error: DATE_WORDS});

/** One word of a closed list. */
export function oneOf(words: readonly string[]): z.ZodType<string> {
  const listed = words.length <= 12 ? words.join(', ') : `${words.slice(0, 12).join(', ')}, …`;
  return z.enum(words as [string, ...string[]], {error: `one of: ${listed}`});
}

export const flag = (): z.ZodType<boolean> => z.boolean({error: 'true or false'});

/** A list without repeats. */
export function listOf<T>(item: z.ZodType<T>, words: string, least: number, most: number): z.ZodType<T[]> {
  const error = `${words}${least > 0 ? `, at least ${least}` : ''}`;
  return z
    .array(item, {error})
    .min(least, {error})
    .max(most, {error: `${words}, at most ${most}`})
    .refine((items) => new Set(items).size === items.length, {error: `${words}, each once`});
}

/** Fields of a group; any other name is a fault. */
export const group = <S extends z.ZodRawShape>(words: string, shape: S) =>
  z.strictObject(shape, {error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : words)});
