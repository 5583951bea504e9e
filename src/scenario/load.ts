import type {Catalogue} from './catalogue-type.ts';
import {formulasOf, hasFormulas} from './document-formulas.ts';
import {runInputOf} from './normalise.ts';
import {type Data, readText} from './read-text.ts';
import type {ParseResult} from './scenario.ts';
import {DEFAULTS} from './schema.ts';
import {validateDocument} from './validate.ts';

const NO_FORMULAS = {when: {}, metrics: {}, claims: [], faults: []} as const;

/** The scenario written in `text` (YAML 1.2 or JSON), or all its faults. */
export async function loadText(text: string, catalogue: Catalogue): Promise<ParseResult> {
  const read = readText(text);
  return read.ok ? loadDocument(read.data, catalogue) : read;
}

/** The scenario of a document that is already plain data; the formula parser is fetched only if it has formulas. */
export async function loadDocument(data: unknown, catalogue: Catalogue): Promise<ParseResult> {
  const checked = validateDocument(data as Data, catalogue);
  if (!checked.ok) return checked;
  const {document} = checked;
  let formulas: ReturnType<typeof formulasOf> = NO_FORMULAS;
  if (hasFormulas(document)) {
    const {parseExpression} = await import('./formula-parser.ts');
    formulas = formulasOf(document, catalogue, (text) => parseExpression(text));
  }
  const {when, metrics, claims, faults} = formulas;
  if (faults.length > 0) return {ok: false, faults};
  const scenario = {
    id: document.id,
    title: document.title ?? document.id,
    summary: document.summary ?? '',
    seed: String(document.seed ?? DEFAULTS.seed),
    input: runInputOf(document, catalogue, when),
    levers: document.levers ?? {},
    claims,
    metrics,
    document,
  };
  return {ok: true, scenario};
}
