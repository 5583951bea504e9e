import type {RunInput} from '../model/input.ts';
import type {RunFailure, RunRecord} from '../model/record.ts';

/** Runs `from` to `to` (exclusive) of one scenario. The seed and the replicate fix the draws, the policy does not. */
export interface RunRequest {
  readonly input: RunInput;
  readonly seed: string;
  readonly from: number;
  readonly to: number;
  readonly series: readonly string[]; // outcome ids to return week by week
  readonly tables: readonly string[]; // record tables to return
}

export type RunResult = RunRecord | RunFailure;

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Called with every finished batch, in any order; place results by their replicate. */
  readonly onResults: (results: readonly RunResult[]) => void;
}

/** Where runs happen. Providers live in runtime/: this thread, web workers, Node threads. */
export interface Runner {
  /** Resolves when every run is reported; rejects with the signal's reason when aborted, keeping what was reported. */
  run(request: RunRequest, options: RunOptions): Promise<void>;
  close(): void;
}
