import type {RunInput} from '../model/input.ts';
import type {Parameters} from '../model/parameter.ts';
import {parameters} from '../model/schedule.ts';
import {scenarioHash} from '../scenario/identity.ts';
import type {Side} from './compare.ts';

const isLever = (table: Parameters, name: string): boolean => {
  const family = Object.keys(table).find((each) => {
    const open = each.indexOf('<');
    return open > 0 && name.startsWith(each.slice(0, open));
  });
  return (Object.hasOwn(table, name) ? table[name] : table[family ?? '']).role === 'policy';
};

/** The same world without policy: no entry in force, every lever at its default. What the policy is measured against. */
export function baselineOf(input: RunInput): Side {
  const kept = Object.entries(input.parameters).filter(([name]) => !isLever(parameters, name));
  const baseline: RunInput = {...input, policy: [], parameters: Object.fromEntries(kept)};
  return {id: 'without-policy', input: baseline, scenarioHash: scenarioHash(baseline)};
}
