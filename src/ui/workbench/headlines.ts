import {outcomes} from '../../model/observe.ts';
import {formatShare} from '../format.ts';

const definitionIn = (id: string): string => outcomes.find((known) => known.id === id)?.definition ?? '';

/** Days at which the time to market of one release is capped, as its definition says. */
const CAP = /restricted to (\d+) days/.exec(definitionIn('time_to_market'))?.[1];
const CAPPED = CAP === undefined ? '' : `, capped at ${CAP}\u00a0days`;

/** One of the four outcomes that head the page: its id in the model and the words that make a sentence of it. */
export interface Headline {
  readonly id: string;
  readonly title: string;
  readonly noun: string; // as it stands in the middle of a sentence
  readonly unit: string; // in words, as written after a number
  readonly axis: string; // what the vertical axis says above its numbers
  readonly higher: string; // `{n}` stands for the size of the difference
  readonly lower: string;
  readonly explains: string; // what it measures, in a few words
}

export const HEADLINES: readonly Headline[] = [
  {
    id: 'time_to_market',
    title: 'Time to market',
    noun: 'time to market',
    unit: 'days',
    axis: 'days',
    higher: 'B takes {n}\u00a0days longer',
    lower: 'B is {n}\u00a0days faster',
    explains: `end of training to public release at home; mean${CAPPED}`,
  },
  {
    id: 'compliance_cost',
    title: 'Compliance cost',
    noun: 'compliance cost',
    unit: 'USD M per release',
    axis: 'USD M per release',
    higher: 'B costs USD\u00a0{n}\u00a0M more per release',
    lower: 'B costs USD\u00a0{n}\u00a0M less per release',
    explains: 'staff, fees and remediation of the rules',
  },
  {
    id: 'incidents',
    title: 'Incident rate',
    noun: 'the incident rate',
    unit: 'incidents per year',
    axis: 'incidents per year',
    higher: 'B has {n} more incidents per year',
    lower: 'B has {n} fewer incidents per year',
    explains: 'harm by released systems, all jurisdictions',
  },
  {
    id: 'hhi',
    title: 'Market concentration',
    noun: 'market concentration',
    unit: 'HHI points',
    axis: 'HHI points (0 to 10,000)',
    higher: 'B is {n}\u00a0HHI points more concentrated',
    lower: 'B is {n}\u00a0HHI points less concentrated',
    explains: 'HHI of spend: 10,000 is a single seller',
  },
];

/** What exactly a headline outcome measures, and over which span a point of its course looks back. */
export function definitionOf({id}: Headline): string {
  const outcome = outcomes.find((known) => known.id === id);
  if (outcome === undefined) return '';
  const {definition, span} = outcome;
  const course = span > 0 ? ` In the chart each week looks back over ${String(Math.round(span / 7))} weeks.` : '';
  return `${definition}.${course}`;
}

/** Which share of each side's frontier releases the time to market can only count at its cap; nothing while unknown. */
export function neverPublicText(a: number, b: number): string {
  if (!Number.isFinite(a) && !Number.isFinite(b)) return '';
  const counted = CAP === undefined ? '' : `; counted as ${CAP}\u00a0days`;
  return `Never public: A\u00a0${formatShare(a)}, B\u00a0${formatShare(b)} of frontier releases${counted}`;
}
