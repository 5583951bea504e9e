import {jsonSchema} from '../../scenario/parse.ts';
import {z} from '../../scenario/zod.ts';
import {BadInput} from '../bad-input.ts';
import {defineCommand} from '../command.ts';
import {EXIT} from '../exit.ts';
import {didYouMean} from '../options.ts';
import {OUTPUT_SCHEMAS} from '../output-schema.ts';
import {jsonText} from '../text/json.ts';

const NAMES = ['run', 'compare', 'claims', 'receipt'] as const;

const options = {
  output: {type: 'string', value: 'NAME', help: `the schema of what is printed or written: ${NAMES.join(', ')}`},
} as const;

/** `sluice schema`: the JSON Schema of scenario documents, or of the program's own output. */
export const command = defineCommand({
  details: ['Editors that know the schema of a scenario file complete names and mark faults while one types.'],
  args: [],
  options,
  async run(_words, {output}, {out}) {
    const name = NAMES.find((known) => known === output);
    if (output !== undefined && name === undefined) {
      throw new BadInput(`--output: expected one of ${NAMES.join(', ')}, got "${output}"${didYouMean(output, NAMES)}`);
    }
    const schema = name ? {...z.toJSONSchema(OUTPUT_SCHEMAS[name]), title: `Sluice output: ${name}`} : jsonSchema();
    await out(jsonText(schema));
    return EXIT.ok;
  },
});
