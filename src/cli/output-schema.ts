import {z} from '../scenario/zod.ts';

const number = () => z.number().nullable().describe('null where it is undefined');
const hash = () => z.string().regex(/^[0-9a-f]{64}$/);

const receipt = {
  engineVersion: z.string().describe('version of the numbers'),
  scenarioHash: hash(),
  seed: z.string(),
  runs: z.int().min(1),
  resultHash: hash(),
  uncertain: z
    .literal(true)
    .optional()
    .describe('parameters were drawn from their ranges, each two neighbouring runs at one point'),
};

const comparisonReceipt = {
  ...receipt,
  scenarios: z.array(z.strictObject({id: z.string(), scenarioHash: hash(), resultHash: hash()})),
};

const summary = {
  n: z.int().min(0).describe('runs in which the value is defined'),
  mean: number(),
  sd: number(),
  se: number().describe('standard error of the mean'),
  q05: number(),
  q25: number(),
  q50: number(),
  q75: number(),
  q95: number(),
  sd_parameters: number().optional().describe('spread between points of the parameters, chance averaged out'),
  sd_seed: number().optional().describe('spread by chance at one point'),
};

const slot = {id: z.string(), window: z.string(), unit: z.string()};

const failure = {
  replicate: z.int().min(0),
  week: number().describe('null where the week is not known'),
  reason: z.string(),
};

const weekly = () => z.array(number());
const edges = () => z.strictObject({low: weekly(), high: weekly()});
const bands = {
  n: z.array(z.int().min(0)),
  median: weekly(),
  spread_50: edges(),
  spread_90: edges(),
  mean: weekly(),
  mean_se: weekly(),
  mean_ci90: edges(),
};

const interval = () => z.tuple([number(), number()]).describe('90 % interval');

const documents = z
  .array(z.looseObject({sluice: z.literal(1), id: z.string()}))
  .describe('the scenarios, reference first');

const runSchema = z.strictObject({
  receipt: z.strictObject(receipt),
  outcomes: z.array(z.strictObject({...slot, ...summary})),
  failures: z.array(z.strictObject(failure)).optional(),
  series: z.array(z.strictObject({id: z.string(), ...bands})).optional(),
  documents,
});

const compareSchema = z.strictObject({
  receipt: z.strictObject(comparisonReceipt),
  outcomes: z.array(
    z.strictObject({
      ...slot,
      variant: z.string(),
      a: z.strictObject(summary),
      b: z.strictObject(summary),
      pairs: z.int().min(0),
      mean_difference: number(),
      ci90: interval(),
      share_b_above_a: number(),
      share_ci90: interval(),
      share_tied: number(),
      variance_ratio: number(),
    }),
  ),
  failures: z.array(z.strictObject({scenario: z.string(), ...failure})).optional(),
  series: z
    .array(
      z.strictObject({
        ...{id: z.string(), variant: z.string(), ...bands},
        ...{a: z.strictObject(bands), b: z.strictObject(bands)},
      }),
    )
    .optional(),
  documents,
});

const receiptSchema = z.strictObject({
  ...receipt,
  scenarios: comparisonReceipt.scenarios.optional(),
  packageVersion: z.string(),
  command: z.string(),
  series: z.array(z.string()),
  records: z.array(z.string()),
  formats: z.array(z.string()),
  columns: z.record(z.string(), z.record(z.string(), hash())).describe('scenario, then outcome@window: sha256'),
  files: z.record(z.string(), hash()).describe('name: sha256'),
  documents,
});

const share = {
  n: z.int().min(0).describe('futures in which it is decided'),
  probability: number(),
  interval: interval(),
};

const claimsSchema = z.strictObject({
  receipt: z.strictObject(comparisonReceipt),
  claims: z.array(
    z.strictObject({
      ...{id: z.string(), text: z.string(), formula: z.string()},
      ...share,
      reference: z.strictObject(share).nullable().describe('without the policy; null where the claim compares the two'),
      drivers: z.array(
        z.strictObject({
          parameter: z.string(),
          correlation: z.number().describe("Spearman's, over points"),
          low_third: z.number().describe('share where the parameter is in its lowest third'),
          high_third: z.number(),
        }),
      ),
    }),
  ),
  documents,
});

/** The shapes of what the program prints and writes, by name; stable from one version to the next. */
export const OUTPUT_SCHEMAS = {
  run: runSchema,
  compare: compareSchema,
  claims: claimsSchema,
  receipt: receiptSchema,
} as const;
