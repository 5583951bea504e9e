import {signal} from '@preact/signals';
import {Segments} from '../controls/segments.tsx';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const KEY = 'sluice-theme';

function remembered(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'auto';
  } catch {
    return 'auto'; // storage may be forbidden; the page then forgets
  }
}

const theme = signal<Theme>('auto');

function apply(next: Theme): void {
  theme.value = next;
  const {dataset} = document.documentElement;
  if (next === 'auto') delete dataset['theme'];
  else dataset['theme'] = next;
  try {
    if (next === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // see above
  }
}

/** Takes up the reader's last choice of light or dark. */
export function restoreTheme(): void {
  apply(remembered());
}

/** Light, dark, or as the device says. */
export function ThemeChoice() {
  return (
    <Segments
      legend="Colours"
      name="theme"
      value={theme.value}
      choices={[
        {value: 'auto', label: 'Auto'},
        {value: 'light', label: 'Light'},
        {value: 'dark', label: 'Dark'},
      ]}
      onChoose={apply}
    />
  );
}
