import type {Mechanism, Playing, Run} from '../mechanism.ts';
import type {Rules} from './rules.ts';

/** The calendar has no numbers of its own: policies are the scenario's data. */
export const calendar = {
  id: 'calendar',
  title: 'Calendar and triggers',
  equation:
    'The rules of a jurisdiction are its entries in document order; a later entry replaces the fields it names.',
  limit: 'No entry in force: no gate.',
  source: 'Definition',
  switches: {},
  parameters: {},
  decisions: {},
} as const satisfies Mechanism;

/** Sets the rules that are in force in every jurisdiction at the start of a step. Draws nothing. */
export function playCalendar({world, input}: Run, rules: Rules): Playing {
  return {
    begin() {
      rules.begin();
    },
    step() {
      if (input.policy.length === 0) return;
      rules.update();
      for (let j = 0; j < world.jurisdictions.length; j++) rules.enact(j);
    },
  };
}
