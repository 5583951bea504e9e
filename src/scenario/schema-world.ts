import {EVALUATOR_KINDS, KINDS} from '../model/input.ts';
import {amount, flag, group, id, listOf, oneOf, plain, share, text} from './values.ts';
import {z} from './zod.ts';

/** The word in a list of the world that stands for all of the default world that the list does not name. */
export const ALL_DEFAULT = 'default';

const itemOf = <T extends z.ZodType>(what: string, fields: T) =>
  z.union([id(), fields], {error: `${what}: an id of the default world, "${ALL_DEFAULT}", or a group of fields`});

const jurisdictionSchema = () =>
  group('a jurisdiction (id, spend_share, user_share, …)', {
    id: id(),
    copy_of: z.exactOptional(id()),
    name: z.exactOptional(text('a name', 120)),
    spend_share: z.exactOptional(share()),
    user_share: z.exactOptional(share()),
    entry: z.exactOptional(flag()),
  });

const idsOr = (words: readonly string[], expected: string) =>
  z.union(words.length > 0 ? [oneOf(words), idList(expected)] : [id(), idList(expected)], {error: expected});

const idList = (expected: string) => listOf(id(), expected, 1, 1000);

const developerSchema = () =>
  group('a developer (id, kind, home, compute, cash, …)', {
    id: id(),
    copy_of: z.exactOptional(id()),
    name: z.exactOptional(text('a name', 120)),
    kind: z.exactOptional(oneOf(KINDS)),
    home: z.exactOptional(idsOr([], 'a jurisdiction, or of a group a list of them')),
    markets: z.exactOptional(idsOr(['home', 'all'], 'home, all, or a list of jurisdictions')),
    count: z.exactOptional(plain({min: 1, max: 10_000, whole: true, unit: 'developers'})),
    open_weights: z.exactOptional(flag()),
    compute: z.exactOptional(plain({min: 0, max: 60, unit: 'log10 FLOP'})),
    compute_spread: z.exactOptional(plain({min: 0, max: 10, unit: 'dex'})),
    cash: z.exactOptional(amount('USD M')),
    other_income: z.exactOptional(amount('USD M per year')),
    installed: z.exactOptional(share()),
    safety_spend: z.exactOptional(z.nullable(share())),
    data_intensity: z.exactOptional(amount('x')),
    public_model: z.exactOptional(flag()),
    source: z.exactOptional(text('a source', 2000)),
  });

const evaluatorSchema = () =>
  group('an evaluator (id, kind, home, teams, …)', {
    id: id(),
    copy_of: z.exactOptional(id()),
    name: z.exactOptional(text('a name', 120)),
    kind: z.exactOptional(oneOf(EVALUATOR_KINDS)),
    home: z.exactOptional(id()),
    count: z.exactOptional(plain({min: 1, max: 1000, whole: true, unit: 'evaluators'})),
    teams: z.exactOptional(plain({min: 1, max: 10_000, whole: true, unit: 'teams'})),
    skill: z.exactOptional(amount('x')),
    integrity: z.exactOptional(z.nullable(amount('market audit fees'))),
    source: z.exactOptional(text('a source', 2000)),
  });

/** Jurisdictions, developers and private evaluators; what is left out is the default world. */
export const worldSchema = () =>
  group('a world (jurisdictions, developers, evaluators)', {
    jurisdictions: z.exactOptional(
      z
        .array(itemOf('a jurisdiction', jurisdictionSchema()), {error: 'a list of jurisdictions'})
        .min(1, {error: 'at least one jurisdiction'})
        .max(200, {error: 'at most 200 jurisdictions'}),
    ),
    developers: z.exactOptional(
      z
        .array(itemOf('a developer', developerSchema()), {error: 'a list of developers'})
        .max(2000, {error: 'at most 2000 developers'}),
    ),
    evaluators: z.exactOptional(
      z
        .array(itemOf('an evaluator', evaluatorSchema()), {error: 'a list of evaluators'})
        .max(500, {error: 'at most 500 evaluators'}),
    ),
  });
