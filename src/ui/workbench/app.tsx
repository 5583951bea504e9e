import type {ReadonlySignal} from '@preact/signals';
import {useEffect, useMemo} from 'preact/hooks';
import type {Value} from '../../scenario/address.ts';
import type {Catalogue} from '../../scenario/catalogue-type.ts';
import {asSet, type ControlGroup, controlGroups, valuesIn} from './control-list.ts';
import {ControlPanel} from './control-panel.tsx';
import {plainChange, withChanges} from './change-words.ts';
import {PageFooter} from './page-footer.tsx';
import {PageHeader} from './page-header.tsx';
import {Results, ResultsToCome} from './results.tsx';
import {RunSettings} from './run-settings.tsx';
import {type PresetChoice, ScenarioPicker} from './scenario-picker.tsx';
import {SkipLink} from './skip-link.tsx';
import type {OpenedSide} from './open-side.ts';
import type {SideId} from './state.ts';
import {seedOf, type Store} from './store.ts';
import {useMedia} from './use-media.ts';
import './workbench.css';

export interface AppProps {
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly presets: readonly PresetChoice[];
  readonly notes: ReadonlySignal<readonly string[]>; // what the link said that could not be taken up
}

const SIDES: readonly SideId[] = ['a', 'b'];
const NOTHING: readonly ControlGroup[] = [];

/** What a side is called: its title, and that it is no longer what the title says. */
const nameOf = ({side, scenario}: OpenedSide): string => withChanges(scenario.title, Object.keys(side.changes).length);

/** Undo and redo by the usual keys, except while typing, where they belong to the field. */
function useUndoKeys(store: Store): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement && /^(text|search)$/.test(event.target.type);
      if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      if (event.shiftKey) store.redo();
      else store.undo();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [store]);
}

/** The whole page. */
export function App({store, catalogue, presets, ...props}: AppProps) {
  const notes = props.notes.value;
  useUndoKeys(store);
  const wide = useMedia('(min-width: 52.01rem)');
  const {session} = store;
  const state = store.state.value;
  const sides = store.sides.value;
  const refused = store.refused.value;
  const target = store.target.value;
  const status = session.status.value;
  const answer = session.answer.value;
  const {past, future} = store.history.value;

  const shown: SideId = target === 'both' ? 'b' : target; // whose values the controls show
  const scenario = sides?.[shown].scenario;
  const base = sides?.[shown].base;
  const groups = useMemo(() => (scenario ? controlGroups(catalogue, scenario) : NOTHING), [catalogue, scenario]);
  const opened = useMemo(() => valuesIn(base ? controlGroups(catalogue, base) : NOTHING), [catalogue, base]);
  const {source, changes: set} = state[shown];
  const isRead = sides === undefined || sides[shown].side === state[shown] || sides[shown].side.source !== source;
  const current = isRead ? groups : asSet(groups, set, opened);
  const facing = sides?.[shown === 'a' ? 'b' : 'a'].scenario;
  const across = useMemo(() => (facing ? controlGroups(catalogue, facing) : NOTHING), [catalogue, facing]);
  const other = useMemo(() => valuesIn(across), [across]);
  const items = useMemo(
    () =>
      new Map([...across, ...groups].flatMap((group) => group.items.map((item) => [item.text.name, item] as const))),
    [across, groups],
  );
  const inWords = ([path, value]: [string, Value]) => {
    const item = items.get(path);
    return plainChange(item?.text.title ?? path, value, item?.kind === 'number' ? item.unit : '');
  };
  const changes = (target === 'both' ? SIDES : [target]).reduce(
    (sum, side) => sum + Object.keys(state[side].changes).length,
    0,
  );

  return (
    <>
      <SkipLink to="results" />
      <PageHeader />
      <main class="page-width">
        {notes.length > 0 && (
          <ul class="note" role="status" aria-label="About this link">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <div class="setup">
          {SIDES.map((side) => (
            <ScenarioPicker
              key={side}
              side={side}
              source={(sides?.[side].side ?? state[side]).source}
              title={sides?.[side].scenario.title ?? ''}
              summary={sides?.[side].scenario.summary ?? ''}
              presets={presets}
              refused={refused[side]}
              changes={Object.entries(state[side].changes).map(inWords)}
              onOpen={(source) => store.open(side, source)}
              onReset={() => store.reset(side)}
            />
          ))}
          <RunSettings
            seed={sides ? seedOf(state, sides) : (state.seed ?? '')}
            runs={state.runs}
            status={status}
            canUndo={past.length > 0}
            canRedo={future.length > 0}
            onSeed={(seed) => store.patch({seed})}
            onRuns={(runs) => store.patch({runs})}
            onUndo={store.undo}
            onRedo={store.redo}
            onCancel={session.cancel}
            onRun={store.run}
          />
        </div>
        <div class="bench">
          <details class="bench-panel" open={wide}>
            <summary>Change the numbers</summary>
            <h2 class="unseen">Controls</h2>
            <ControlPanel
              groups={current}
              target={target}
              changes={changes}
              opened={(path) => opened.get(path)}
              other={(path) => other.get(path)}
              onTarget={store.setTarget}
              onChange={store.setValue}
              onReset={() => store.reset(target)}
            />
          </details>
          <section class="results" id="results" tabIndex={-1} aria-label="Results">
            {answer === undefined ? (
              <ResultsToCome />
            ) : (
              <Results
                answer={answer}
                status={status}
                fresh={session.design.value === answer.design}
                window={state.window}
                nameA={sides ? nameOf(sides.a) : ''}
                nameB={sides ? nameOf(sides.b) : ''}
                onWindow={(window) => store.patch({window})}
              />
            )}
          </section>
        </div>
      </main>
      <PageFooter />
    </>
  );
}
