import type {RunInput} from '../model/input.ts';
import {familyPrefix, type NumberParameter, type Parameters} from '../model/parameter.ts';
import {Draws} from '../numeric/draws.ts';
import {namedId} from '../numeric/entity-id.ts';
import {exp} from '../numeric/exp.ts';
import {ln} from '../numeric/ln.ts';
import {rootKey} from '../numeric/root-key.ts';

/** A parameter that nobody knows for sure: measured, fitted or assumed, and not said by the scenario. */
export interface UncertainParameter {
  readonly name: string; // of a family with its `<...>`
  readonly low: number;
  readonly default: number;
  readonly high: number;
  readonly min: number; // of its domain
  readonly max: number;
  readonly whole: boolean;
  readonly members: Readonly<Record<string, number>> | undefined; // of a family: the default of each
}

/** The value of every uncertain parameter at one point, of a family the factor on its members' defaults. */
export interface Point {
  readonly input: RunInput;
  readonly values: Readonly<Record<string, number>>; // by name, of a family at its own default
}

/** Decision of the draw of a parameter's value; its entity is the parameter's name. */
const SAMPLE = 65535;

/**
 * The parameters of `table` that are sampled for `input`: numbers with a range that are not levers of policy and of
 * which the scenario says nothing. `members` gives the names that the families range over; `fitted` ones, by full name,
 * come from the calibration instead.
 */
export function uncertainParameters(
  table: Parameters,
  members: (parameter: NumberParameter) => readonly string[],
  input: Pick<RunInput, 'parameters'>,
  fitted: readonly string[] = [],
): UncertainParameter[] {
  return Object.entries(table).flatMap(([name, parameter]): UncertainParameter[] => {
    if (parameter.type !== 'number' || parameter.role === 'policy' || !(parameter.low < parameter.high)) return [];
    if (parameter.source.startsWith('test double')) return [];
    const {low, high, min, max, whole = false, default: usual, defaults = {}} = parameter;
    const prefix = familyPrefix(name);
    const said = (full: string): boolean => Object.hasOwn(input.parameters, full) || fitted.includes(full);
    if (prefix === undefined) {
      if (said(name) || usual < low || usual > high) return [];
      return [{name, low, default: usual, high, min, max, whole, members: undefined}];
    }
    const free = members(parameter).filter((member) => !said(`${prefix}${member}`));
    if (free.length === 0 || usual < low || usual > high) return [];
    const usuals = Object.fromEntries(free.map((member) => [`${prefix}${member}`, defaults[member] ?? usual]));
    return [{name, low, default: usual, high, min, max, whole, members: usuals}];
  });
}

/**
 * Quantile `u` of the triangular law on [low, high] with its mode at the default: on the logarithm where the range is of
 * one sign and spans a factor of three or more, so that a half and a double are alike.
 */
export function triangular(
  {low, default: mode, high}: Pick<UncertainParameter, 'low' | 'default' | 'high'>,
  u: number,
) {
  const logarithmic = low > 0 && mode > 0 && high >= 3 * low;
  const [a, c, b] = logarithmic ? [ln(low), ln(mode), ln(high)] : [low, mode, high];
  const split = (c - a) / (b - a);
  const x = u < split ? a + Math.sqrt(u * (b - a) * (c - a)) : b - Math.sqrt((1 - u) * (b - a) * (b - c));
  return Math.min(Math.max(logarithmic ? exp(x) : x, low), high);
}

const id = new Int32Array(2);

/**
 * Point number `point` of the uncertainty of `input`: each parameter drawn from its range by its own name, so that a
 * further parameter or another scenario moves no other draw. A family moves as one, by the ratio to its default. Of the
 * `calibrated` points, if there are any, one is drawn whole.
 */
export function samplePoint(
  input: RunInput,
  uncertain: readonly UncertainParameter[],
  seed: string,
  point: number,
  calibrated: readonly Readonly<Record<string, number>>[] = [],
): Point {
  const {key0, key1} = rootKey(seed, point);
  const draws = new Draws(key0, key1);
  const parameters: Record<string, number | string> = {...input.parameters};
  const values: Record<string, number> = {};
  for (const parameter of uncertain) {
    const {name, whole, members, min, max} = parameter;
    namedId(id, name);
    const drawn = triangular(parameter, draws.at(id[0], id[1], 0, SAMPLE).uniform());
    const value = whole ? Math.round(drawn) : drawn;
    values[name] = value;
    if (members === undefined) parameters[name] = value;
    else {
      for (const [member, usual] of Object.entries(members)) {
        // Where the default is 0 a ratio says nothing: the member moves by the difference.
        const moved = parameter.default === 0 ? usual + value : usual * (value / parameter.default);
        parameters[member] = Math.min(Math.max(whole ? Math.round(moved) : moved, min), max);
      }
    }
  }
  if (calibrated.length > 0) {
    namedId(id, 'calibrated points');
    const drawn = calibrated[Math.floor(draws.at(id[0], id[1], 0, SAMPLE).uniform() * calibrated.length)];
    for (const [name, value] of Object.entries(drawn)) {
      if (Object.hasOwn(input.parameters, name)) continue;
      parameters[name] = value;
      values[name] = value;
    }
  }
  return {input: {...input, parameters}, values};
}
