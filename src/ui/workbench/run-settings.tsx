import {useEffect, useState} from 'preact/hooks';
import {CopyButton} from './copy-button.tsx';
import {Progress} from './progress.tsx';
import {RUN_CHOICES} from './state.ts';
import type {Status} from './session.ts';
import './run-settings.css';

export interface RunSettingsProps {
  readonly seed: string;
  readonly runs: number;
  readonly status: Status;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onSeed: (seed: string) => void;
  readonly onRuns: (runs: number) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onCancel: () => void;
  readonly onRun: () => void;
}

/** How many futures, from which seed, how far they are, and the way back. */
export function RunSettings(props: RunSettingsProps) {
  const {seed, runs, status, canUndo, canRedo, onSeed, onRuns, onUndo, onRedo, onCancel, onRun} = props;
  const [draft, setDraft] = useState(seed);
  const [isEmpty, setEmpty] = useState(false);
  useEffect(() => {
    setDraft(seed);
    setEmpty(false);
  }, [seed]);
  const choices = RUN_CHOICES.includes(runs) ? RUN_CHOICES : [...RUN_CHOICES, runs].sort((a, b) => a - b);
  return (
    <section class="run-settings" aria-labelledby="run-settings">
      <h2 id="run-settings" class="run-title">
        Runs
      </h2>
      <div class="run-fields">
        <label class="run-field">
          <span class="label">Runs per scenario</span>
          <select class="field" value={String(runs)} onChange={(event) => onRuns(Number(event.currentTarget.value))}>
            {choices.map((choice) => (
              <option key={choice} value={String(choice)} selected={choice === runs}>
                {choice}
              </option>
            ))}
          </select>
        </label>
        <div class="run-field">
          <label class="label" for="seed">
            Seed
          </label>
          <input
            id="seed"
            class="field"
            type="text"
            maxLength={200}
            spellcheck={false}
            value={draft}
            aria-invalid={isEmpty}
            aria-describedby={isEmpty ? 'seed-fault' : undefined}
            onInput={(event) => {
              setDraft(event.currentTarget.value);
              setEmpty(event.currentTarget.value.trim() === '');
            }}
            onChange={(event) => {
              const text = event.currentTarget.value.trim();
              if (text !== '') onSeed(text);
            }}
          />
          {isEmpty && (
            <span id="seed-fault" class="run-fault" role="alert">
              Expected some text, got nothing; still using “{seed}”
            </span>
          )}
        </div>
      </div>
      <Progress status={status} onCancel={onCancel} onRun={onRun} />
      <div class="run-actions">
        <button type="button" class="button" disabled={!canUndo} onClick={onUndo}>
          Undo
        </button>
        <button type="button" class="button" disabled={!canRedo} onClick={onRedo}>
          Redo
        </button>
        <CopyButton label="Copy link" text={() => window.location.href} />
      </div>
    </section>
  );
}
