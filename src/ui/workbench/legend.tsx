import type {FanSide} from '../../charts/fan-data.ts';

/** Samples of the two lines, and what line and bands mean, in words. */
export function Legend({sides}: {readonly sides: readonly FanSide[]}) {
  return (
    <p class="legend">
      {sides.map((side) => (
        <span key={side.id} class="legend-item">
          <svg class={`sample side ${side.id}`} width="28" height="14" aria-hidden="true">
            <rect class="wide" x="0" y="0" width="28" height="14" />
            <rect class="narrow" x="0" y="3" width="28" height="8" />
            <line x1="0" x2="28" y1="7" y2="7" />
          </svg>
          <span class="legend-name">
            {side.label} <span class="legend-full">{side.name}</span>
          </span>
        </span>
      ))}
      <span class="legend-words">line: median; bands: middle 50&nbsp;% and 90&nbsp;% of runs</span>
    </p>
  );
}
