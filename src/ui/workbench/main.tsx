import '../tokens.css';
import '../base.css';
import '../charts.css';
import {signal} from '@preact/signals';
import {render} from 'preact';
import {createWebRunner} from '../../runtime/web.ts';
import {catalogue} from '../../scenario/catalogue.ts';
import {loadText} from '../../scenario/load.ts';
import {PRESETS} from '../../scenario/presets.ts';
import type {Scenario} from '../../scenario/scenario.ts';
import {bindAddressBar} from './address-bar.ts';
import {App} from './app.tsx';
import {controlGroups, valuesIn} from './control-list.ts';
import {stateOfFragment} from './link-state.ts';
import {createOpener} from './open-side.ts';
import {createRemoteComparer} from './remote-comparer.ts';
import type {PresetChoice} from './scenario-picker.tsx';
import {createSession} from './session.ts';
import {createStore} from './store.ts';
import {restoreTheme} from './theme.tsx';

const MOST_WORKERS = 8; // more would crowd out everything else on large machines

const files = import.meta.glob<string>('/scenarios/*.yaml', {query: '?raw', import: 'default', eager: true});

/** The texts of the presets by their ids, in the order they are offered. */
function presetTexts(): Record<string, string> {
  return Object.fromEntries(
    PRESETS.flatMap((id) => {
      const text = files[`/scenarios/${id}.yaml`] as string | undefined;
      return text === undefined ? [] : [[id, text]];
    }),
  );
}

async function choices(presets: Readonly<Record<string, string>>): Promise<PresetChoice[]> {
  const loaded = await Promise.all(
    Object.entries(presets).map(async ([id, text]) => ({id, read: await loadText(text, catalogue)})),
  );
  return loaded.map(({id, read}) => ({id, title: read.ok ? read.scenario.title : id}));
}

async function start(root: Element): Promise<void> {
  restoreTheme();
  const presets = presetTexts();
  const link = await stateOfFragment(location.hash.slice(1), presets, catalogue);
  const workers = Math.min(Math.max(navigator.hardwareConcurrency, 1), MOST_WORKERS);
  const session = createSession(createRemoteComparer(createWebRunner({workers})));
  const values = new WeakMap<Scenario, ReturnType<typeof valuesIn>>();
  const valuesOf = (scenario: Scenario) => {
    const known = values.get(scenario) ?? valuesIn(controlGroups(catalogue, scenario));
    values.set(scenario, known);
    return known;
  };
  const store = createStore(link.state, session, createOpener(catalogue, presets), valuesOf);
  const notes = signal(link.notes);
  bindAddressBar(store, presets, catalogue, (next) => {
    notes.value = next;
  });
  render(<App store={store} catalogue={catalogue} presets={await choices(presets)} notes={notes} />, root);
}

const root = document.getElementById('app');
if (root !== null) void start(root);
