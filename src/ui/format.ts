const NBSP = '\u00a0';
const MINUS = '\u2212';

/** How many decimals a number of this size deserves: three significant digits, none beyond a hundred. */
function decimalsFor(size: number): number {
  const absolute = Math.abs(size);
  if (!Number.isFinite(absolute) || absolute === 0 || absolute >= 100) return 0;
  return Math.min(Math.max(2 - Math.floor(Math.log10(absolute)), 0), 6);
}

/** Decimals at which the half width of an interval keeps two significant digits. */
export function decimalsForInterval(low: number, high: number): number {
  const half = (high - low) / 2;
  if (!Number.isFinite(half) || half <= 0) return decimalsFor(Math.max(Math.abs(low), Math.abs(high)));
  return Math.min(Math.max(1 - Math.floor(Math.log10(half)), 0), 6);
}

/** `1,234.5` with a true minus sign; a dash for what is undefined. */
export function formatNumber(value: number, decimals = decimalsFor(value)): string {
  if (!Number.isFinite(value)) return '–';
  const [whole, rest] = Math.abs(value).toFixed(decimals).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : `.${rest}`);
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits;
}

/** The same with a plus sign where it is above zero. */
export function formatSigned(value: number, decimals = decimalsFor(value)): string {
  const text = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A number that never parts from the first word of its unit; money names its currency first, after the sign. */
export function withUnit(number: string, unit: string): string {
  if (unit === '1' || unit === '') return number;
  const money = /^USD ([MBk])\b\s*(.*)$/.exec(unit);
  if (money === null) return `${number}${NBSP}${unit}`;
  const [, scale, rest] = money;
  const [, sign, digits] = /^([+\u2212]?)(.*)$/.exec(number) ?? ['', '', number];
  return `${sign}USD${NBSP}${digits}${NBSP}${scale}${rest === '' ? '' : ` ${rest}`}`;
}

/** `97 %`, and never a false certainty: `> 99 %` where it is not all, `< 1 %` where it is not none. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share > 0.99 && share < 1) return `>${NBSP}99${NBSP}%`;
  if (share > 0 && share < 0.01) return `<${NBSP}1${NBSP}%`;
  return `${String(Math.round(share * 100))}${NBSP}%`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `6 Jan 2025` of a moment in ms since 1970, UTC: the same in every time zone. */
export function formatDate(time: number): string {
  const date = new Date(time);
  return [date.getUTCDate(), MONTHS[date.getUTCMonth()], date.getUTCFullYear()].join(NBSP);
}

/** `Jan 2025` of a moment in ms since 1970, UTC. */
export function formatMonth(time: number): string {
  return formatDate(time).split(NBSP).slice(1).join(NBSP);
}

/** `12 s`, `3 min`: how long something still takes. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(Math.ceil(ms / 1000), 1);
  return seconds < 90 ? `${String(seconds)}${NBSP}s` : `${String(Math.round(seconds / 60))}${NBSP}min`;
}
