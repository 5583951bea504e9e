import {catalogue as ours} from './catalogue.ts';
import type {Catalogue} from './catalogue-type.ts';
import {loadText} from './load.ts';
import type {ParseResult} from './scenario.ts';
import {jsonSchemaOf} from './schema.ts';

/**
 * The scenario written in `text` (YAML 1.2 or JSON), or all its faults at once.
 *
 * `source` is where the text came from; `formatFault(source, fault)` makes a line of each fault.
 */
export function parseScenario(text: string, _source: string, catalogue: Catalogue = ours): Promise<ParseResult> {
  return loadText(text, catalogue);
}

/** JSON Schema of the documents this version reads. */
export const jsonSchema = (): object => jsonSchemaOf(ours);
