import {catalogue} from '../../scenario/catalogue.ts';
import {domainWords} from '../../scenario/values.ts';
import {defineCommand} from '../command.ts';
import {EXIT} from '../exit.ts';
import {jsonText} from '../text/json.ts';
import {readable} from '../text/number.ts';
import {textTable} from '../text/table.ts';

const options = {json: {type: 'boolean', help: 'print one JSON document instead of tables'}} as const;

/** `sluice parameters`: every number, choice and switch that a scenario may set. */
export const command = defineCommand({
  details: [
    'Low and high are the ends of a slider and of sampling; a scenario may use any value of the domain. A name such as ' +
      'teams.<jurisdiction> stands for one parameter per jurisdiction.',
  ],
  args: [],
  options,
  async run(_words, {json}, {out}) {
    await out(json === true ? jsonText(parametersJson()) : parametersText());
    return EXIT.ok;
  },
});

function parametersJson(): object {
  const parameters = Object.entries(catalogue.parameters).map(([name, parameter]) => ({
    name,
    ...parameter,
    domain: parameter.type === 'number' ? domainWords(parameter) : parameter.choices.join(' | '),
  }));
  return {parameters, switches: catalogue.switches};
}

function parametersText(): string {
  const right = true;
  const rows = Object.entries(catalogue.parameters).map(([name, parameter]) => {
    const {role, source, default: usual} = parameter;
    if (parameter.type === 'choice')
      return [name, String(usual), '', '', '', parameter.choices.join(' | '), role, source];
    const {unit, low, high} = parameter;
    const domain = domainWords({...parameter, unit: '1'});
    return [name, readable(parameter.default), readable(low), readable(high), unit, domain, role, source];
  });
  const parameters = textTable(
    [
      ...[{title: 'parameter'}, {title: 'default', right}, {title: 'low', right}, {title: 'high', right}],
      ...[{title: 'unit'}, {title: 'domain'}, {title: 'role'}, {title: 'source'}],
    ],
    rows,
  );
  const switches = textTable(
    [{title: 'switch'}, {title: 'default'}, {title: 'what it turns on'}],
    catalogue.switches.map(({name, title, default: on}) => [`mechanisms.${name}`, String(on), title]),
  );
  return `${parameters}\n${switches}`;
}
