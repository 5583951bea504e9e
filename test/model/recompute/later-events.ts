import {by, isIn, mean, once, type Recomputed, sum, within} from './arithmetic.ts';
import {type Clearance, publicDay, type Question, type Tables} from './tables.ts';

interface Life {
  readonly years: number; // on the market, up to the event if there is one
  readonly struck: boolean;
}

const developerOf = ({release}: Clearance): string => release.slice(0, release.lastIndexOf('/'));
const ordinalOf = ({release}: Clearance): number => Number(release.slice(release.lastIndexOf('/') + 1));

/** What became of each release after its clearance, one life per clearance in the window. */
function lives(tables: Tables, question: Question): readonly Life[] {
  const rivals = once(tables, 'clearances by developer and place', () =>
    by(tables.clearances, (each) => `${developerOf(each)} ${each.jurisdiction}`),
  );
  return tables.clearances
    .filter((each) => each.state === 'cleared' && within(each.left_gate, question) && isIn(each, question))
    .filter((each) => each.left_gate < tables.days)
    .map((each) => {
      const successors = (rivals.get(`${developerOf(each)} ${each.jurisdiction}`) ?? []).filter(
        (other) => ordinalOf(other) > ordinalOf(each),
      );
      const end = Math.max(Math.min(tables.days, ...successors.map(publicDay)), each.left_gate);
      const struck = each.later_event < end;
      return {years: ((struck ? each.later_event : end) - each.left_gate) / 365.25, struck};
    });
}

/** Outcomes told by what came to light after clearance. */
export const ofLaterEvents: Readonly<Record<string, Recomputed>> = {
  later_events: (tables, question) => mean(lives(tables, question).map(({struck}) => (struck ? 1 : 0))),
  later_event_rate(tables, question) {
    const all = lives(tables, question);
    return all.filter(({struck}) => struck).length / sum(all.map(({years}) => years));
  },
};
