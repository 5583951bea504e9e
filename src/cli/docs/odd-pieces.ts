import {facts} from '../../experiments/validation/facts.ts';
import {defaultWorld} from '../../model/default-world.ts';
import {outcomes} from '../../model/observe.ts';
import {recordTables} from '../../model/record-tables.ts';
import {decisions, mechanisms} from '../../model/schedule.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../../model/segments.ts';
import {ENGINE_VERSION} from '../../model/version.ts';
import {code, codes, markdownTable, sentence} from './markdown.ts';
import {phaseNames} from './phase-names.ts';
import {
  authorityVariables,
  defectVariables,
  developerVariables,
  evaluatorVariables,
  incidentVariables,
  inspectionVariables,
  leakVariables,
  releaseVariables,
  reviewVariables,
  type StateVariable,
} from './state-variables.ts';

const right = true;

/** What the code knows of the ODD protocol, by the name of its place in the template. */
export const PIECES: Readonly<Record<string, () => string>> = {
  'engine-version': () => `These are the numbers of engine version ${ENGINE_VERSION}.\n`,
  'developer-variables': () => stateTable(developerVariables),
  'release-variables': () => stateTable(releaseVariables),
  'defect-variables': () => stateTable(defectVariables),
  'review-variables': () => stateTable(reviewVariables),
  'incident-variables': () => stateTable(incidentVariables),
  'inspection-variables': () => stateTable(inspectionVariables),
  'leak-variables': () => stateTable(leakVariables),
  'authority-variables': () => stateTable(authorityVariables),
  'evaluator-variables': () => stateTable(evaluatorVariables),
  facts: factList,
  segments: segmentTable,
  phases: () =>
    phaseNames()
      .map((name, n) => `${String(n + 1)}. ${code(name)}\n`)
      .join(''),
  decisions: decisionTable,
  jurisdictions: jurisdictionTable,
  developers: developerTable,
  'developer-sources': developerSources,
  evaluators: evaluatorTable,
  outcomes: outcomeTable,
  records: recordSections,
  mechanisms: () => mechanisms.map(mechanismSection).join('\n'),
};

function stateTable(variables: Readonly<Record<string, StateVariable>>): string {
  return markdownTable(
    [{title: 'Variable'}, {title: 'Unit'}, {title: 'Meaning'}, {title: 'One value per'}],
    Object.entries(variables).map(([name, {unit, meaning, per}]) => [code(name), unit, meaning, per ?? '–']),
  );
}

function factList(): string {
  const line = ({id, kind, title, target, source}: (typeof facts)[number], n: number): string =>
    `${String(n + 1)}. **${sentence(title)}** ${code(id)}, a ${kind}. Target: ${target}. Source: ${sentence(source)}\n`;
  return facts.map(line).join('');
}

function segmentTable(): string {
  const columns = ['quality', 'price', 'trust', 'spend', 'users'] as const;
  return markdownTable(
    [
      {title: 'Segment'},
      ...['Weight of quality', 'of price', 'of trust', 'Share of spend', 'of users'].map((title) => ({title, right})),
    ],
    SEGMENTS.map((id) => [code(id), ...columns.map((column) => String(SEGMENT_PROFILES[id][column]))]),
  );
}

function decisionTable(): string {
  return markdownTable(
    [{title: 'Mechanism'}, {title: 'Decision'}, {title: 'Id', right}],
    decisions.map(({mechanism, name, id}) => [code(mechanism), name, String(id)]),
  );
}

function jurisdictionTable(): string {
  return markdownTable(
    [
      ...[{title: 'Id'}, {title: 'Name'}, {title: 'Share of spend', right}, {title: 'Share of users', right}],
      {title: 'Start-ups are founded here'},
    ],
    defaultWorld.jurisdictions.map(({id, name, spend_share, user_share, entry}) => [
      ...[code(id), name, String(spend_share), String(user_share), entry ? 'yes' : 'no'],
    ]),
  );
}

const listed = (value: string | readonly string[]): string => (typeof value === 'string' ? value : value.join(', '));

/** The distinct sources of the developers, in the order in which they first appear. */
const sources = [...new Set(defaultWorld.developers.map(({source}) => source))];

function developerTable(): string {
  return markdownTable(
    [
      ...[
        {title: 'Id'},
        {title: 'Name'},
        {title: 'Kind'},
        {title: 'Count', right},
        {title: 'Home'},
        {title: 'Markets'},
      ],
      ...[{title: 'Weights'}, {title: 'log10 FLOP', right}, {title: 'Spread', right}, {title: 'Cash, USD M', right}],
      ...[{title: 'Other income, USD M/yr', right}, {title: 'Installed', right}, {title: 'Model on day 0'}],
      {title: 'Source', right},
    ],
    defaultWorld.developers.map((each) => [
      ...[code(each.id), each.name, each.kind, String(each.count), listed(each.home), listed(each.markets)],
      ...[each.open_weights ? 'open' : 'closed', String(each.compute), String(each.compute_spread), String(each.cash)],
      ...[String(each.other_income), String(each.installed), each.public_model ? 'yes' : 'no'],
      String(sources.indexOf(each.source) + 1),
    ]),
  );
}

function developerSources(): string {
  return sources.map((source, n) => `${String(n + 1)}. ${sentence(source)}\n`).join('');
}

function evaluatorTable(): string {
  return markdownTable(
    [
      ...[{title: 'Id'}, {title: 'Name'}, {title: 'Kind'}, {title: 'Count', right}, {title: 'Home'}],
      ...[{title: 'Teams', right}, {title: 'Skill, x', right}, {title: 'Integrity, fees', right}, {title: 'Source'}],
    ],
    (defaultWorld.evaluators ?? []).map((each) => [
      ...[code(each.id), each.name, each.kind, String(each.count), each.home, String(each.teams), String(each.skill)],
      ...[each.integrity === null ? 'drawn' : String(each.integrity), sentence(each.source)],
    ]),
  );
}

function outcomeTable(): string {
  return markdownTable(
    [{title: 'Id'}, {title: 'Unit'}, {title: 'Broken down by'}, {title: 'Definition'}],
    outcomes.map(({id, unit, breakdowns, definition}) => [
      ...[code(id), unit, breakdowns.length > 0 ? breakdowns.join(', ') : '–', sentence(definition)],
    ]),
  );
}

function recordSections(): string {
  return recordTables
    .map(({id, definition, columns}) => {
      const rows = columns.map(({name, unit, definition: meaning}) => [code(name), unit, sentence(meaning)]);
      const table = markdownTable([{title: 'Column'}, {title: 'Unit'}, {title: 'Definition'}], rows);
      return `**${code(id)}**: ${sentence(definition)}\n\n${table}`;
    })
    .join('\n');
}

function mechanismSection(mechanism: (typeof mechanisms)[number]): string {
  const {id, title, equation, limit, source, switches, parameters, decisions: ids} = mechanism;
  const facts = [
    `- **Id**: ${code(id)}`,
    `- **Textbook limit**: ${sentence(limit)}`,
    `- **Source**: ${sentence(source)}`,
    ...Object.entries(switches).map(([name, meaning]) => `- **Switch** ${code(name)}, when off: ${sentence(meaning)}`),
    `- **Parameters**: ${codes(Object.keys(parameters))}`,
    `- **Decisions**: ${codes(Object.entries(ids).map(([name, number]) => `${name} ${String(number)}`))}`,
  ];
  return `### ${title}\n\n\`\`\`text\n${equation.replaceAll('; ', ';\n')}\n\`\`\`\n\n${facts.join('\n')}\n`;
}
