import {type Catalogue, type Members, type NamedParameter, namedParameters} from './catalogue-type.ts';
import {policyEntrySchema} from './schema-policy.ts';
import {worldSchema} from './schema-world.ts';
import {date, domainWords, flag, group, id, listOf, moment, number, oneOf, text, word} from './values.ts';
import {z} from './zod.ts';

/** What a document takes when it does not say. */
export const DEFAULTS = {seed: 'sluice', start: '2023-01-02', end: '2030-12-30', step_days: 7} as const;

/** The windows of a document that names none. */
export const DEFAULT_WINDOWS: Readonly<Record<string, readonly [string, string]>> = {
  before: ['2023-01-02', '2025-01-06'],
  after: ['2025-01-06', '2028-01-03'],
};

const SEED_WORDS = 'text or a whole number (long numbers in quotes)';
const STEP_WORDS = 'one of: 7, 3.5, 1 (days)';
const VERSION_WORDS = '1, the version of this format';

const seedSchema = () =>
  z.union(
    [
      z.string({error: SEED_WORDS}).min(1, {error: SEED_WORDS}).max(200, {error: SEED_WORDS}),
      z.int({error: SEED_WORDS}),
    ],
    {
      error: SEED_WORDS,
    },
  );

/**
 * The schema of a scenario document, composed from the catalogue: what a document may say, in which words
 * it is refused, and the JSON Schema of editors. `members` are the jurisdictions and stages of the document.
 */
export function documentSchema(catalogue: Catalogue, members: Members) {
  const {segments, switches} = catalogue;
  const parameters = [...namedParameters(catalogue, members)].map(([name, parameter]) => [
    name,
    valueSchema(parameter),
  ]);
  const mechanisms = switches.map(({name, title, default: on}) => [
    name,
    z.exactOptional(flag()).meta({title, default: on}),
  ]);

  return group('a scenario (sluice, id, parameters, policy, …)', {
    sluice: z.literal(1, {error: VERSION_WORDS}),
    id: id(),
    title: z.exactOptional(text('a title', 200)),
    summary: z.exactOptional(text('a summary', 4000)),
    seed: z.exactOptional(seedSchema()).meta({default: DEFAULTS.seed}),
    start: z.exactOptional(date()).meta({default: DEFAULTS.start}),
    end: z.exactOptional(date()).meta({default: DEFAULTS.end}),
    step_days: z
      .exactOptional(z.union([z.literal(7), z.literal(3.5), z.literal(1)], {error: STEP_WORDS}))
      .meta({default: DEFAULTS.step_days}),
    policy_date: z.exactOptional(date()),
    windows: z.exactOptional(
      z.record(word(), z.tuple([moment(), moment()], {error: 'a pair [from, to)'}), {error: 'named windows'}),
    ),
    parameters: z.exactOptional(
      group(
        'parameters by their full names',
        Object.fromEntries(parameters) as Record<string, z.ZodType<number | string>>,
      ),
    ),
    mechanisms: z.exactOptional(
      group('switches by name', Object.fromEntries(mechanisms) as Record<string, z.ZodType<boolean>>),
    ),
    world: z.exactOptional(worldSchema()),
    levers: z.exactOptional(z.record(id(), text('a path', 400), {error: 'short names for paths'})),
    policy: z.exactOptional(
      z
        .array(policyEntrySchema(segments), {error: 'a list of policy entries'})
        .max(500, {error: 'at most 500 entries'}),
    ),
    metrics: z.exactOptional(z.record(word(), text('a formula', 2000), {error: 'named formulas'})),
    claims: z.exactOptional(listOf(claimSchema(), 'a list of claims', 0, 500)),
  });
}

const claimSchema = () =>
  group('a claim (id, text, formula)', {id: id(), text: text('a statement', 1000), formula: text('a formula', 2000)});

/** A scenario as written: defaults left out, ids instead of places. */
export type ScenarioDocument = z.infer<ReturnType<typeof documentSchema>>;
export type PolicyDocument = NonNullable<ScenarioDocument['policy']>[number];
export type StageDocument = NonNullable<PolicyDocument['regime']['stages']>[number];
export type WorldDocument = NonNullable<ScenarioDocument['world']>;

function valueSchema(parameter: NamedParameter): z.ZodType {
  const {title, default: usual, source} = parameter;
  if (parameter.type === 'choice') {
    return z.exactOptional(oneOf(parameter.choices)).meta({title, default: usual, description: source});
  }
  const description = `${domainWords(parameter)}. ${source}`;
  return z.exactOptional(number(parameter)).meta({title, default: usual, description});
}

/** JSON Schema (2020-12) of scenario documents, for editors and other tools. */
export function jsonSchemaOf(catalogue: Catalogue): object {
  const jurisdiction = catalogue.defaultWorld.jurisdictions.map((item) => item.id);
  const schema = z.toJSONSchema(documentSchema(catalogue, {jurisdiction, stage: []}), {
    io: 'input',
    unrepresentable: 'any',
  });
  return {...schema, title: 'Sluice scenario', ...withFamilies(schema, catalogue)};
}

/** Families over names that only the document knows enter as patterns, with the rule of their members. */
function withFamilies({properties = {}}: z.core.JSONSchema.BaseSchema, catalogue: Catalogue): object {
  const patternProperties: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(catalogue.parameters)) {
    const open = name.indexOf('<');
    if (open < 0 || (parameter.family !== 'jurisdiction' && parameter.family !== 'stage')) continue;
    const prefix = name.slice(0, open);
    const others = Object.keys(catalogue.parameters).filter((other) => other !== name && other.startsWith(prefix));
    const except =
      others.length > 0 ? `(?!(?:${others.map((other) => dotted(other.slice(prefix.length))).join('|')})$)` : '';
    const pattern = `^${dotted(prefix)}${except}[a-z][a-z0-9_-]*$`;
    patternProperties[pattern] = ruleOf(z.toJSONSchema(valueSchema({...parameter, name}), {io: 'input'}));
  }
  const parameters = properties['parameters'] as object;
  return {properties: {...properties, parameters: {...parameters, patternProperties}}};
}

const dotted = (name: string): string => name.replaceAll('.', '\\.');

/** A nested schema without the marks of a document of its own. */
function ruleOf(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !key.startsWith('$') && !key.startsWith('~')));
}
