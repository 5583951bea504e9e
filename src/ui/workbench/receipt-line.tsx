import type {ComparisonReceipt} from '../../experiments/receipt.ts';
import {CopyButton} from './copy-button.tsx';

const short = (hash: string) => hash.slice(0, 12);

/** What anyone needs to get the same numbers again, short to read and whole to copy. */
export function ReceiptLine({receipt, complete}: {readonly receipt: ComparisonReceipt; readonly complete: boolean}) {
  return (
    <p class="receipt">
      <span>Engine version {receipt.engineVersion}</span>
      <span>seed {receipt.seed}</span>
      <span>{receipt.runs} runs per scenario</span>
      {complete && (
        <span>
          result <code title={receipt.resultHash}>{short(receipt.resultHash)}</code>
        </span>
      )}
      {complete && <CopyButton bare label="Copy receipt" text={() => JSON.stringify(receipt, null, 2)} />}
    </p>
  );
}
