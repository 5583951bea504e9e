import type {RunInput} from '../../model/input.ts';
import {DEFECT_CLASSES} from '../../model/world.ts';
import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';

/** A calibrated number, or several that are one number, and the range in which it is looked for. */
export interface Fitted {
  readonly name: string;
  readonly members: readonly string[]; // full names of the parameters that take its value
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

const one = (name: string, unit: string, low: number, high: number): Fitted => ({
  name,
  members: [name],
  unit,
  low,
  high,
});

/** The calibrated parameters that move what was seen in 2023-25, fitted together. */
export const fitted: readonly Fitted[] = [
  one('research.cycle_days.lab', 'days', 40, 90),
  {
    name: 'research.catch_up.<west>',
    members: ['us', 'eu', 'uk', 'rest'].map((id) => `research.catch_up.${id}`),
    unit: 'per year',
    low: 0.5,
    high: 2.5,
  },
  one('research.noise', 'ECI', 2, 8.7),
  one('imitation.rate', 'per year', 0.2, 1),
  one('imitation.size_elasticity', '1', 0, 0.6),
  one('imitation.gap', 'ECI', 0, 6),
  one('demand.switching', 'share per year', 0.08, 0.4),
  one('demand.quality', 'utility per ECI', 0.08, 0.25),
  one('demand.own_elasticity', '1', 2, 6),
  one('demand.nest', '1', 0.4, 0.9),
  one('demand.outside', 'utility', 0, 3),
  one('demand.open_discount', 'utility', -4, -1),
  one('users.skill', 'expert-hours per hour', 1e-7, 1e-5),
  {
    name: 'incidents.scale.<class>',
    members: DEFECT_CLASSES.map((name) => `incidents.scale.${name}`),
    unit: 'expert-hours per M user-weeks',
    low: 30,
    high: 3000,
  },
];

/** Value at a coordinate of the unit cube: even over the range, on the logarithm where it spans a factor of three. */
export function valueAt({low, high}: Fitted, u: number): number {
  return low > 0 && high >= 3 * low ? low * exp(u * ln(high / low)) : low + u * (high - low);
}

/** Values of all parameters at a point of the unit cube, by full name. */
export function valuesAt(at: Float64Array): Readonly<Record<string, number>> {
  return Object.fromEntries(
    fitted.flatMap((parameter, d) => parameter.members.map((name) => [name, valueAt(parameter, at[d])])),
  );
}

/** The input with the fitted parameters at a point of the unit cube. */
export function inputAt(input: RunInput, at: Float64Array): RunInput {
  return {...input, parameters: {...input.parameters, ...valuesAt(at)}};
}
