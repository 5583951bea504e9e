import {effect} from '@preact/signals';
import type {Catalogue} from '../../scenario/catalogue-type.ts';
import {fragmentOf, type OpenedLink, stateOfFragment} from './link-state.ts';
import {seedOf, type Store} from './store.ts';

const PAUSE_MS = 400; // browsers refuse more than about a hundred changes of the address in half a minute

/**
 * Keeps the address bar a link to what the page shows: replaced while something moves, a new entry when it rests. Going
 * back or forward, or typing another fragment, brings that state; `onNotes` is told what of it could not be taken up.
 */
export function bindAddressBar(
  store: Store,
  presets: Readonly<Record<string, string>>,
  catalogue: Catalogue,
  onNotes: (notes: OpenedLink['notes']) => void,
): void {
  let written = location.hash.slice(1);
  let first = true; // what the page opened with is no step of its own
  let timer: ReturnType<typeof setTimeout> | undefined;

  effect(() => {
    const {present, gesture} = store.history.value;
    const sides = store.sides.value;
    clearTimeout(timer);
    if (sides?.a.side !== present.a || sides.b.side !== present.b) return; // not opened yet
    const fragment = fragmentOf(present, {a: sides.a.scenario, b: sides.b.scenario}, seedOf(present, sides));
    const write = (push: boolean) => {
      if (fragment === written) return;
      written = fragment;
      history[push ? 'pushState' : 'replaceState'](null, '', `#${fragment}`);
    };
    if (gesture === undefined) write(!first);
    else timer = setTimeout(write, PAUSE_MS, false);
    first = false;
  });

  addEventListener('popstate', () => {
    const fragment = location.hash.slice(1);
    if (fragment === written) return;
    written = fragment;
    void stateOfFragment(fragment, presets, catalogue).then(({state, notes}) => {
      if (fragment !== location.hash.slice(1)) return;
      onNotes(notes);
      first = true; // so that a fragment in other words is replaced and not added
      store.replace(state);
    });
  });
}
