import {useState} from 'preact/hooks';
import {formatFault} from '../../scenario/fault.ts';
import {withChanges} from './change-words.ts';
import type {SideId, Source} from './state.ts';
import type {Refusal} from './store.ts';
import './scenario-picker.css';

/** A preset as the menu shows it. */
export interface PresetChoice {
  readonly id: string;
  readonly title: string;
}

export interface ScenarioPickerProps {
  readonly side: SideId;
  readonly source: Source; // of what runs
  readonly title: string;
  readonly summary: string;
  readonly presets: readonly PresetChoice[];
  readonly refused: Refusal | undefined; // what could not be opened instead
  readonly changes: readonly string[]; // in words
  readonly onOpen: (source: Source) => void;
  readonly onReset: () => void;
}

const LARGEST = 2_000_000; // bytes of a file
const SHOWN = 8; // faults
const ROLES: Readonly<Record<SideId, string>> = {a: 'Reference', b: 'Variant'};

/** One scenario: which it is, where it comes from, what was changed, and what is wrong with a file. */
export function ScenarioPicker(props: ScenarioPickerProps) {
  const {side, source, title, summary, presets, changes, onOpen, onReset} = props;
  const letter = side.toUpperCase();
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState<{readonly name: string; readonly fault: string}>();
  const id = `scenario-${side}`;

  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > LARGEST) {
      const fault = `${file.name}: expected at most 2\u00a0MB, got ${String(Math.ceil(file.size / 1e6))}\u00a0MB`;
      setTooLarge({name: file.name, fault});
      return;
    }
    setTooLarge(undefined);
    onOpen({kind: 'file', name: file.name, text: await file.text()});
  };
  const name = tooLarge?.name ?? props.refused?.name;
  const faults = tooLarge
    ? [tooLarge.fault]
    : (props.refused?.faults ?? []).map((fault) => formatFault(name ?? '', fault));

  return (
    <section
      class={`scenario ${side} ${over ? 'over' : ''}`}
      aria-labelledby={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void open(event.dataTransfer?.files[0]);
      }}
    >
      <h2 class="scenario-head" id={id}>
        <span class={`letter ${side}`}>{letter}</span>
        <span class="scenario-role">
          <span class="unseen">Scenario {letter}: </span>
          {ROLES[side]}
        </span>
      </h2>
      <div class="scenario-open">
        <select
          class="field scenario-preset"
          aria-label={`Preset of scenario ${letter}`}
          value={source.kind === 'preset' ? source.id : ''}
          onChange={(event) => {
            setTooLarge(undefined);
            onOpen({kind: 'preset', id: event.currentTarget.value});
          }}
        >
          {source.kind === 'file' && (
            <option value="" selected>
              {withChanges(`File: ${source.name}`, changes.length)}
            </option>
          )}
          {presets.map((preset) => (
            <option key={preset.id} value={preset.id} selected={source.kind === 'preset' && source.id === preset.id}>
              {withChanges(preset.title, source.kind === 'preset' && source.id === preset.id ? changes.length : 0)}
            </option>
          ))}
        </select>
        <label class="button file-button">
          Open file
          <input
            type="file"
            accept=".yaml,.yml,.json,application/json,text/yaml"
            aria-label={`Open a scenario file as ${letter}`}
            onChange={(event) => {
              const field = event.currentTarget;
              void open(field.files?.[0]).then(() => {
                field.value = ''; // so that the same file can be opened again
              });
            }}
          />
        </label>
      </div>
      {source.kind === 'file' && title !== '' && <p class="scenario-title">{title}</p>}
      <p class="scenario-summary">{summary}</p>
      {changes.length > 0 && (
        <div class="scenario-changes">
          <p>
            <strong>{changes.length === 1 ? '1 change' : `${String(changes.length)} changes`}</strong>:{' '}
            {changes.join('; ')}
          </p>
          <button type="button" class="button bare" onClick={onReset}>
            Reset<span class="unseen"> scenario {letter}</span>
          </button>
        </div>
      )}
      {name !== undefined && (
        <div class="faults" role="alert">
          <p>
            <strong>{name}</strong> cannot be used; the last good scenario stays.
          </p>
          <ul>
            {faults.slice(0, SHOWN).map((fault, i) => (
              <li key={i}>{fault}</li>
            ))}
          </ul>
          {faults.length > SHOWN && <p>and {faults.length - SHOWN} more</p>}
        </div>
      )}
    </section>
  );
}
