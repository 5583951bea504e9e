import {outcomes} from '../../model/observe.ts';
import {recordTables} from '../../model/record-tables.ts';
import {defineCommand} from '../command.ts';
import {EXIT} from '../exit.ts';
import {jsonText} from '../text/json.ts';
import {textTable} from '../text/table.ts';

const options = {json: {type: 'boolean', help: 'print one JSON document instead of tables'}} as const;

/** `sluice outcomes`: what is measured, in which unit, and which record tables there are. */
export const command = defineCommand({
  details: [
    'Every outcome is measured over every window of the scenario, and step by step with --series. Breakdowns append an ' +
      'id to the name, e.g. hhi.eu. ' +
      'Record tables are written with --records to the --out folder.',
  ],
  args: [],
  options,
  async run(_words, {json}, {out}) {
    await out(json === true ? jsonText({outcomes, records: recordTables}) : outcomesText());
    return EXIT.ok;
  },
});

function outcomesText(): string {
  const measured = textTable(
    [{title: 'outcome'}, {title: 'unit'}, {title: 'by'}, {title: 'definition'}],
    outcomes.map(({id, unit, breakdowns, definition}) => [id, unit, breakdowns.join(', '), definition]),
  );
  const tables = recordTables.map(({id, definition, columns}) => {
    const rows = columns.map(({name, unit, definition: meaning}) => [`  ${name}`, unit, meaning]);
    return `${id}: ${definition}\n${textTable([{title: '  column'}, {title: 'unit'}, {title: 'definition'}], rows)}`;
  });
  return [measured, 'Record tables\n', ...tables].join('\n');
}
