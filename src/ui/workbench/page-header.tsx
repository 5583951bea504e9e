import {ThemeChoice} from './theme.tsx';
import './page-frame.css';

/** Who we are, what this is for, and how to read it. */
export function PageHeader() {
  return (
    <header class="page-header">
      <div class="page-width page-header-row">
        <div class="brand">
          <svg class="brand-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
            <path d="M4 9h5v14H4zM13.5 13h5v10h-5zM23 17h5v6h-5z" />
          </svg>
          <div>
            <h1>Sluice</h1>
            <p class="purpose">What staged release of frontier AI does to time, cost, incidents and competition</p>
          </div>
        </div>
        <ThemeChoice />
      </div>
      <p class="framing">
        <span class="page-width">
          <strong>Simulated, conditional on these assumptions — not a forecast.</strong> Both scenarios are played
          through the same random futures, run by run.
        </span>
      </p>
    </header>
  );
}
