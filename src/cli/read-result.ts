import {parseScenario} from '../scenario/parse.ts';
import {formatFault} from '../scenario/fault.ts';
import type {Scenario} from '../scenario/scenario.ts';
import type {z} from '../scenario/zod.ts';
import {BadInput} from './bad-input.ts';
import type {Effects} from './effects.ts';
import type {Experiment} from './experiment.ts';
import {RECEIPT_FILE} from './folder.ts';
import {OUTPUT_SCHEMAS} from './output-schema.ts';

/** A stored result: the document as it stands, and the experiment that should lead to it. */
export interface StoredResult {
  readonly document: Readonly<Record<string, unknown>>;
  readonly experiment: Experiment;
  readonly engineVersion: string;
  readonly scenarioHashes: readonly string[]; // reference first
  readonly receipt?: z.infer<(typeof OUTPUT_SCHEMAS)['receipt']>; // of a receipt.json
  readonly folder?: string; // that holds its files
}

/** Reads what `--json` printed, a receipt.json, or the folder of one; throws `BadInput` where it is none of these. */
export async function readResult(path: string, effects: Pick<Effects, 'kindOf' | 'readText'>): Promise<StoredResult> {
  const kind = await effects.kindOf(path);
  if (kind === 'nothing')
    throw new BadInput(`${path}: expected a result, a receipt or a folder of results, got nothing there`);
  const file = kind === 'folder' ? `${path.replace(/[/\\]+$/, '')}/${RECEIPT_FILE}` : path;
  if (kind === 'folder' && (await effects.kindOf(file)) !== 'file') {
    throw new BadInput(`${path}: expected a folder with ${RECEIPT_FILE} in it, got none`);
  }
  const document = parseFields(await effects.readText(file), file);
  refuseStrangers(document, file);

  if ('receipt' in document) {
    const isComparison = 'scenarios' in Object(document['receipt']);
    const result = isComparison
      ? checked(OUTPUT_SCHEMAS.compare, document, file)
      : checked(OUTPUT_SCHEMAS.run, document, file);
    const series = [...new Set((result.series ?? []).map(({id}) => id))];
    return {document, ...(await experimentOf(result.receipt, result.documents, {series, records: []}, file))};
  }
  const receipt = checked(OUTPUT_SCHEMAS.receipt, document, file);
  return {
    document,
    ...(await experimentOf(receipt, receipt.documents, receipt, file)),
    receipt,
    ...(kind === 'folder' && {folder: path}),
  };
}

function parseFields(text: string, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BadInput(`${file}: expected JSON, got text that is none: ${(error as Error).message}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new BadInput(`${file}: expected a result or a receipt, got other JSON`);
}

/** Says in one line what a file is not, before a schema says it field by field. */
function refuseStrangers(document: Readonly<Record<string, unknown>>, file: string): void {
  const receipt = Object('receipt' in document ? document['receipt'] : document) as Readonly<Record<string, unknown>>;
  const wanted = 'expected what --json printed, a receipt.json, or a folder made by --out';
  if (!('resultHash' in receipt)) throw new BadInput(`${file}: not a result of sluice; ${wanted}`);
  if (!('documents' in document)) throw new BadInput(`${file}: this receipt holds no scenario; ${wanted}`);
}

function checked<S extends z.ZodType>(schema: S, value: unknown, file: string): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new BadInput(...result.error.issues.map(({path, message}) => `${file}: ${path.join('.')}: ${message}`));
}

interface ReceiptFields {
  readonly engineVersion: string;
  readonly scenarioHash: string;
  readonly seed: string;
  readonly runs: number;
  readonly uncertain?: true | undefined;
  readonly scenarios?: readonly {readonly scenarioHash: string}[] | undefined;
}

async function experimentOf(
  {engineVersion, scenarioHash, seed, runs, uncertain, scenarios: sides}: ReceiptFields,
  documents: readonly object[],
  {series, records}: Pick<Experiment, 'series' | 'records'>,
  file: string,
): Promise<Pick<StoredResult, 'engineVersion' | 'scenarioHashes' | 'experiment'>> {
  const scenarioHashes = sides?.map((side) => side.scenarioHash) ?? [scenarioHash];
  if (documents.length !== scenarioHashes.length) {
    throw new BadInput(
      `${file}: documents: expected ${String(scenarioHashes.length)} as in the receipt, got ${String(documents.length)}`,
    );
  }
  const scenarios: Scenario[] = [];
  for (const [i, document] of documents.entries()) {
    const result = await parseScenario(JSON.stringify(document), file);
    if (!result.ok) {
      throw new BadInput(...result.faults.map((fault) => formatFault(`${file}: documents.${String(i)}`, fault)));
    }
    scenarios.push(result.scenario);
  }
  return {
    engineVersion,
    scenarioHashes,
    experiment: {scenarios, seed, runs, uncertain: uncertain === true, series, records},
  };
}
