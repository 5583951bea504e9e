import {STRINGENCY} from './stringency.ts';

interface ColumnDefinition {
  readonly name: string;
  readonly unit: string;
  readonly definition: string;
}

const day = (name: string, definition: string): ColumnDefinition => ({name, unit: 'day', definition});
const text = (name: string, definition: string): ColumnDefinition => ({name, unit: 'id', definition});
const number = (name: string, unit: string, definition: string): ColumnDefinition => ({name, unit, definition});

/** Codebook of the record tables: one row per item, days counted from the start of the run, NaN or empty = not yet. */
export const recordTables = [
  {
    id: 'releases',
    definition: 'One row per release',
    columns: [
      text('release', 'developer / ordinal'),
      text('developer', 'who made it'),
      text('kind', 'kind of developer'),
      text('home', 'home jurisdiction of the developer'),
      number('open', '0 or 1', 'open weights'),
      number('frontier', '0 or 1', 'training run among the ten largest so far'),
      number('capability', 'ECI', 'capability'),
      number('log10_flop', 'dex', 'training compute'),
      number('training_cost', 'USD M', 'cost of its training run'),
      day('trained', 'end of training; before 0 for releases of day 0'),
      day('tested', 'end of internal tests'),
      day('home_public', 'public at home'),
      number('exposure', 'M user-weeks', 'use up to the end of the run'),
      number('defects', 'defects', 'defects it had, found or not'),
      number('variants', 'variants', 'kept for rules that differ; 0 while nothing was regulated'),
      number('staff_cost', 'USD M', 'compliance: staff, its share of the fixed cost of a regime included'),
      number('fee_cost', 'USD M', 'compliance: fees'),
      number('remediation_cost', 'USD M', 'compliance: remediation'),
      number('delay_cost', 'USD M', 'margin foregone between submission and clearance, where it was cleared'),
      number('delay_cost_after', 'USD M', 'discounted margin of later years lost with customers who chose meanwhile'),
      number('rollbacks', 'rollbacks', 'critical findings that sent it back'),
      number('evaluations', 'evaluations', 'evaluations begun for it'),
    ],
  },
  {
    id: 'clearances',
    definition:
      'One row per release and jurisdiction where its developer sells, once internal tests are over; of several submissions there, the last',
    columns: [
      text('release', 'developer / ordinal'),
      text('jurisdiction', 'where'),
      text('state', 'gate, cleared, withheld, abandoned or uncleared (served against the rules) at the end of the run'),
      day('trained', 'end of training'),
      day('submitted', 'entered the gate'),
      day('cleared', 'first public there with clearance, or where none is needed'),
      day('uncleared', 'first sold there to everybody without clearance'),
      day('left_gate', 'cleared, given up or overtaken'),
    ],
  },
  {
    id: 'evaluations',
    definition: 'One row per passage of a stage',
    columns: [
      text('release', 'developer / ordinal'),
      text('jurisdiction', 'where'),
      number('stage', 'ordinal', 'stage, from 0'),
      number('passage', 'ordinal', 'passages of this release there before'),
      number('rework', '0 or 1', 'second review'),
      number('evaluations', 'evaluations', 'evaluations required'),
      day('arrived', 'joined the queue'),
      day('started', 'work began'),
      day('ended', 'work ended'),
      day('left', 'floor and work both over'),
      day('withdrawn', 'broken off: rolled back on a report, overtaken or given up'),
      number('floor', 'days', 'least time in the stage'),
      day('clock_start', 'start of the statutory clock, if there is one'),
      day('due', 'end of the statutory clock'),
      number('expired', '0 or 1', 'the clock ran out on the review'),
      number('planned', 'expert-hours', 'effort planned'),
      number('delivered', 'expert-hours', 'effort delivered'),
      number('findings', 'defects', 'defects found'),
      number('critical', '0 or 1', 'led to a rollback'),
    ],
  },
  {
    id: 'incidents',
    definition: 'One row per incident',
    columns: [
      day('day', 'when'),
      text('release', 'developer / ordinal'),
      text('developer', 'who made it'),
      text('kind', 'kind of developer'),
      text('class', 'class of the defect'),
      text('jurisdiction', 'where'),
      number('severity', 'USD M', 'harm'),
      number('reported', '0 or 1', 'reported'),
      number('severe', '0 or 1', 'at least severity.severe'),
      number('damages', 'USD M', 'claimed for it; 0 when nobody was held liable'),
    ],
  },
  {
    id: 'inspections',
    definition: 'One row per inspection of a developer whom the rules of a jurisdiction bind',
    columns: [
      day('day', 'when'),
      text('developer', 'who was inspected'),
      text('kind', 'kind of developer'),
      text('home', 'home jurisdiction of the developer'),
      text('jurisdiction', 'where'),
      text('segment', 'which offer'),
      number('violation', '0 or 1', 'that segment was served against the rules'),
      number('detected', '0 or 1', 'and that was seen'),
      number('fine', 'USD M', 'fine'),
    ],
  },
  {
    id: 'developers',
    definition: 'One row per step and developer not closed by its end',
    columns: [
      number('week', 'step', 'step, from 0'),
      text('developer', 'who'),
      text('kind', 'kind of developer'),
      text('home', 'home jurisdiction'),
      number('cash', 'USD M', 'cash at the end of the step'),
      number('revenue', 'USD M', 'revenue of the step'),
      number('price', 'index', 'price'),
      number('compliance', 'USD M', 'compliance of the step'),
      number('fines', 'USD M', 'fines of the step'),
      number('fines_expected', 'USD M', 'fines that the violations of the step lead to on average'),
      number('liability', 'USD M', 'damages and premiums of the step'),
      number('spending', 'USD M', 'R&D, overhead and compliance of the step'),
      number('exposure', 'M user-weeks', 'use of its releases in the step'),
      number('open', '0 or 1', 'releases open weights'),
      number('capability', 'ECI', 'best technique it has'),
      day('born', 'founded; 0 for those of day 0'),
      number('rd', 'USD M', 'R&D of the step, safety included'),
      number('safety_spend', 'share of R&D', 'spent on safety'),
      number('safety', 'share', 'latent defects that this avoids in training'),
    ],
  },
  {
    id: 'race',
    definition:
      'One row per planning date of safety spending; a single one of the textbook game where the race is alone',
    columns: [
      day('day', 'when'),
      number('prize', 'USD M per year', 'prize of leading'),
      number('residual', 'share of the prize', 'most that one developer could still gain by another choice'),
      number('welfare', 'share of the prize', 'mean payoff of those who choose'),
      number('winner_safety', 'share', 'textbook game: expected safety of the winner'),
      number('unsafe_share', 'share', 'textbook game: share of time in which all are unsafe'),
    ],
  },
  {
    id: 'authorities',
    definition: 'One row per step and jurisdiction: its politics and the rules in force in the step',
    columns: [
      number('week', 'step', 'step, from 0'),
      text('jurisdiction', 'where'),
      number('spend_share', 'share', 'of world demand'),
      number('stance', '0 to 1', 'S, the stance of politics; 0 where it has no ladder of regimes'),
      number('rung', 'ordinal', 'rung of its ladder; 0 is none'),
      number('stringency', '0 to 1', `of the rules in force: ${STRINGENCY}`),
      number('gate', '0 or 1', 'a gate is in force'),
      number('moratorium', '0 or 1', 'a moratorium on large training runs is in force'),
    ],
  },
  {
    id: 'deals',
    definition: 'One row per founding or later round of a start-up',
    columns: [
      day('day', 'when'),
      text('developer', 'who raised'),
      text('home', 'home jurisdiction'),
      number('amount', 'USD M', 'capital raised'),
      number('mega', '0 or 1', 'a later round of one of the most valuable start-ups'),
    ],
  },
  {
    id: 'shares',
    definition: 'One row per developer, jurisdiction, segment and step with customers',
    columns: [
      number('week', 'step', 'step, from 0'),
      text('developer', 'who'),
      text('jurisdiction', 'where'),
      text('segment', 'whom'),
      number('share', 'share', 'share of potential customers'),
      number('spend', 'USD M', 'spend of the step at the price of the developer'),
    ],
  },
] as const;
