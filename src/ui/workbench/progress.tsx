import {formatDuration, formatNumber} from '../format.ts';
import type {Status} from './session.ts';
import './progress.css';

function words({phase, done, total, leftMs, message}: Status): string {
  const runs = total === 1 ? 'run' : 'runs';
  const count = `${formatNumber(done, 0)} of ${formatNumber(total, 0)} ${runs}`;
  switch (phase) {
    case 'idle':
      return 'Ready';
    case 'running':
      return leftMs === undefined ? `${count}, starting` : `${count}, about ${formatDuration(leftMs)} left`;
    case 'done':
      return `${formatNumber(total, 0)} ${runs} done`;
    case 'cancelled':
      return `Cancelled after ${count}; the charts show what was done`;
    case 'failed':
      return `Stopped: ${message}`;
  }
}

/** How far the runs are, with a way to stop or to go on. */
export function Progress({
  status,
  onCancel,
  onRun,
}: {
  readonly status: Status;
  readonly onCancel: () => void;
  readonly onRun: () => void;
}) {
  const {phase, done, total} = status;
  return (
    <div class={`progress ${phase}`} data-phase={phase}>
      <progress aria-label="Runs done" max={Math.max(total, 1)} value={done} />
      <p class="progress-words">{words(status)}</p>
      {phase === 'running' ? (
        <button type="button" class="button" onClick={onCancel}>
          Cancel
        </button>
      ) : (
        (phase === 'cancelled' || phase === 'failed') && (
          <button type="button" class="button" onClick={onRun}>
            Run again
          </button>
        )
      )}
      <span class="unseen" role="status">
        {phase === 'running' ? 'Running' : words(status)}
      </span>
    </div>
  );
}
