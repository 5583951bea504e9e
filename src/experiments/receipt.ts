import {digestText, foldDigests} from '../numeric/digest.ts';

/** What anyone needs to compute a result again and to see that it is the same one. */
export interface Receipt {
  readonly engineVersion: string; // version of the numbers
  readonly scenarioHash: string;
  readonly seed: string;
  readonly runs: number;
  readonly resultHash: string;
  readonly uncertain?: true; // parameters were drawn from their ranges, each two neighbouring runs at one point
}

/** The receipt of a comparison: the hash of the reference scenario, and a result hash over all scenarios in order. */
export interface ComparisonReceipt extends Receipt {
  readonly scenarios: readonly ScenarioReceipt[]; // reference first
}

export interface ScenarioReceipt {
  readonly id: string;
  readonly scenarioHash: string;
  readonly resultHash: string;
}

/** Hash of an ensemble: `digests` of its runs by replicate, so that neither order nor place of computing shows. */
export function resultHash(
  engineVersion: string,
  scenarioHash: string,
  seed: string,
  digests: readonly string[],
): string {
  const runs = digests.length;
  return digestText(JSON.stringify({engineVersion, scenarioHash, seed, runs, fold: foldDigests(digests)}));
}

/** Receipt of a comparison of `scenarios`, whose first is the reference. */
export function comparisonReceipt(
  engineVersion: string,
  seed: string,
  runs: number,
  scenarios: readonly ScenarioReceipt[],
): ComparisonReceipt {
  const hashes = scenarios.map(({scenarioHash, resultHash}) => [scenarioHash, resultHash]);
  return {
    engineVersion,
    scenarioHash: scenarios[0].scenarioHash,
    seed,
    runs,
    resultHash: digestText(JSON.stringify({engineVersion, seed, runs, hashes})),
    scenarios,
  };
}
