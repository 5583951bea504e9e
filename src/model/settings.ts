import type {RunInput} from './input.ts';
import type {Run} from './mechanism.ts';
import type {NumberParameter, Parameter} from './parameter.ts';
import {familyPrefix} from './parameter.ts';
import {type Part, parts} from './parts.ts';
import {parametersOf, switchesOf} from './schedule.ts';

/** Value looked up by name: what the scenario says, else the default of the table. */
export function createSettings(
  input: RunInput,
  list: readonly Part[] = parts,
): Pick<Run, 'number' | 'member' | 'choice' | 'on'> {
  const parameters = parametersOf(list);
  const switches = switchesOf(list);
  const families = new Map<string, NumberParameter>();
  for (const [name, parameter] of Object.entries<Parameter>(parameters)) {
    const prefix = familyPrefix(name);
    if (prefix !== undefined && parameter.type === 'number') families.set(prefix, parameter);
  }

  const given = (name: string): number | string | undefined =>
    Object.hasOwn(input.parameters, name) ? input.parameters[name] : undefined;
  const asNumber = (name: string, value: number | string): number => {
    if (value === 'unlimited') return Infinity;
    if (typeof value !== 'number') throw new Error(`parameters.${name}: expected a number, got "${value}"`);
    return value;
  };

  return {
    number(name) {
      const parameter = (parameters as Record<string, Parameter | undefined>)[name];
      if (parameter?.type !== 'number') throw new Error(`no number parameter called "${name}"`);
      return asNumber(name, given(name) ?? parameter.default);
    },
    member(prefix, member) {
      const parameter = families.get(`${prefix}.`);
      if (!parameter) throw new Error(`no family of parameters called "${prefix}.<...>"`);
      const name = `${prefix}.${member}`;
      return asNumber(name, given(name) ?? parameter.defaults?.[member] ?? parameter.default);
    },
    choice(name) {
      const parameter = (parameters as Record<string, Parameter | undefined>)[name];
      if (parameter?.type !== 'choice') throw new Error(`no choice parameter called "${name}"`);
      return String(given(name) ?? parameter.default);
    },
    on(name) {
      const known = switches.find((each) => each.name === name);
      if (!known) throw new Error(`no switch called "${name}"`);
      return input.mechanisms[name] ?? known.default;
    },
  };
}
