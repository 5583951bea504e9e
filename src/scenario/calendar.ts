const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Leap days of the years 1 to `year` (proleptic Gregorian calendar). */
const leapDaysUntil = (year: number): number => Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);

/** Days from 0001-01-01 to 1 January of `year`. */
const daysBeforeYear = (year: number): number => 365 * (year - 1) + leapDaysUntil(year - 1);

const EPOCH = daysBeforeYear(1970);

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 of an ISO date `yyyy-mm-dd`, or nothing if the calendar has no such day. */
export function dayNumber(iso: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  return daysBeforeYear(year) + DAYS_BEFORE_MONTH[month - 1] + leapDay + day - 1 - EPOCH;
}

/** The ISO date of a day counted from 1970-01-01; years 1 to 9999. */
export function isoDate(days: number): string {
  const sinceYearOne = days + EPOCH;
  let year = Math.floor(sinceYearOne / 365.2425) + 1;
  while (daysBeforeYear(year) > sinceYearOne) year--;
  while (daysBeforeYear(year + 1) <= sinceYearOne) year++;
  let day = sinceYearOne - daysBeforeYear(year);
  let month = 1;
  while (day >= daysInMonth(year, month)) day -= daysInMonth(year, month++);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day + 1, 2)}`;
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');
