import {outcomes} from '../../model/observe.ts';

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
    higher: 'B takes {n} days longer',
    lower: 'B is {n} days faster',
    explains: 'end of training to public release at home',
  },
  {
    id: 'compliance_cost',
    title: 'Compliance cost',
    noun: 'compliance cost',
    unit: 'USD M per release',
    axis: 'USD M per release',
    higher: 'B costs USD {n} M more per release',
    lower: 'B costs USD {n} M less per release',
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
    higher: 'B is {n} HHI points more concentrated',
    lower: 'B is {n} HHI points less concentrated',
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
