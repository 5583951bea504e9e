/** Where progress goes; `clock` in milliseconds. */
export interface ProgressEffects {
  readonly stderrIsTerminal: boolean;
  readonly err: (text: string) => void;
  readonly clock: () => number;
}

export interface Progress {
  /** Call as often as you like: what is shown changes a few times a second at most. */
  report(done: number): void;
  /** Clears the bar, or elsewhere says that all is done, `reused` runs of it without computing. */
  end(reused: number): void;
  /** Clears the bar. */
  clear(): void;
}

const BAR = 24;
const REDRAW_MS = 100;
const LINE_MS = 10_000;

/**
 * Shows how many of `total` runs are done and the time left: a bar on a terminal, elsewhere a line at the start, at the
 * end and every ten seconds.
 */
export function createProgress(total: number, {stderrIsTerminal, err, clock}: ProgressEffects): Progress {
  const begin = clock();
  let shown = begin;
  let first = -1; // what came from the store at once says nothing about the speed
  let done = 0;
  if (stderrIsTerminal) err(bar(0, total, undefined));
  else err(`${String(total)} runs\n`);

  return {
    report(count) {
      done = count;
      const now = clock();
      if (first < 0) first = count;
      if (now - shown < (stderrIsTerminal ? REDRAW_MS : LINE_MS)) return;
      shown = now;
      const left = count > first ? ((now - begin) / (count - first)) * (total - count) : undefined;
      if (stderrIsTerminal) err(bar(count, total, left));
      else err(`${String(count)} of ${String(total)} runs${left === undefined ? '' : `, ${span(left)} left`}\n`);
    },
    end(reused) {
      const kept = reused > 0 ? `, ${String(reused)} of them kept from before` : '';
      if (stderrIsTerminal) err('\r\x1b[K');
      else err(`${String(done)} of ${String(total)} runs done in ${span(clock() - begin)}${kept}\n`);
    },
    clear() {
      if (stderrIsTerminal) err('\r\x1b[K');
    },
  };
}

function bar(done: number, total: number, left: number | undefined): string {
  const filled = Math.floor((BAR * done) / Math.max(total, 1));
  const time = left === undefined ? '' : `  ${span(left)} left`;
  return `\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}  ${String(done)}/${String(total)} runs${time}`;
}

/** Milliseconds as people say them: `7 s`, `3 min 20 s`, `2 h 5 min`. */
export function span(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min ${String(seconds % 60)} s`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}
