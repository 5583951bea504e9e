import type {ParameterRow} from '../export/parameters-table.ts';
import {catalogue} from '../scenario/catalogue.ts';
import {namedParameters} from '../scenario/catalogue-type.ts';
import type {Scenario} from '../scenario/scenario.ts';

/** Every parameter and switch of a scenario, families spelled out, with the value it has there. */
export function parameterRows({input}: Pick<Scenario, 'input'>): ParameterRow[] {
  const {parameters, mechanisms, world, policy} = input;
  const stages = new Set(policy.flatMap(({regime}) => (regime.stages ?? []).map(({id}) => id)));
  const members = {jurisdiction: world.jurisdictions.map(({id}) => id), stage: [...stages]};
  const rows = [...namedParameters(catalogue, members).values()].map((parameter): ParameterRow => {
    const {name, role, source, default: usual} = parameter;
    const number = parameter.type === 'number' ? parameter : undefined;
    const {unit = null, low = null, high = null, min = null, max = null} = number ?? {};
    return {name, value: parameters[name] ?? usual, usual, unit, low, high, min, max, role, source};
  });
  const none = {unit: null, low: null, high: null, min: null, max: null};
  const switches = catalogue.switches.map(({name, title, default: usual}): ParameterRow => {
    const value = String(mechanisms[name] ?? usual);
    return {name: `mechanisms.${name}`, value, usual: String(usual), ...none, role: 'switch', source: title};
  });
  return [...rows, ...switches];
}
