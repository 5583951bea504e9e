import {DownloadButton} from './download-button.tsx';
import {resultFile} from './result-file.ts';
import type {Answer} from './session.ts';

const short = (hash: string) => hash.slice(0, 12);

/** `500 runs per scenario`, `22 of 500 runs per scenario (partial)`. */
export function runsWords(runs: number, asked: number): string {
  const part = runs < asked ? `${String(runs)} of ` : '';
  return `${part}${String(asked)} ${asked === 1 ? 'run' : 'runs'} per scenario${part === '' ? '' : ' (partial)'}`;
}

/** What anyone needs to get the same numbers again: short to read, and whole as a file that can be verified. */
export function ReceiptLine({answer, complete}: {readonly answer: Answer; readonly complete: boolean}) {
  const {design, result} = answer;
  const {engineVersion, seed, runs, resultHash} = result.receipt;
  return (
    <p class="receipt">
      <span>Engine version {engineVersion}</span>
      <span>seed {seed}</span>
      <span>{runsWords(runs, design.runs)}</span>
      {complete && (
        <span>
          result <code title={resultHash}>{short(resultHash)}</code>
        </span>
      )}
      {complete && <DownloadButton label="Download receipt" file={() => resultFile(answer)} />}
    </p>
  );
}
