import { nameOfType } from '../src-main/contract/findings';
import { locale } from './i18n/locale.svelte';

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size such as `1.2 MB`, in steps of 1,000. */
export function formatBytes(bytes: number): string {
  // 999.95 kB would be rounded to 1,000 kB, so the step is taken a little before it is due.
  const step = bytes < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes * 1.0005) / 3));
  if (step === 0) return formatUnit(bytes, 'byte', 0, 'long');
  return formatUnit(bytes / 1000 ** step, byteUnits[step] ?? 'byte', 1);
}

/** A duration such as `< 0.1 sec`, `3.2 sec`, `5 min` or `1 hr 10 min`, in at most two units. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  // A duration that was measured is never shown as zero.
  if (seconds > 0 && seconds < 0.05) return `< ${formatUnit(0.1, 'second', 1)}`;
  if (seconds < 9.95) return formatUnit(seconds, 'second', 1);
  const whole = Math.round(seconds);
  if (whole < 60) return formatUnit(whole, 'second', 0);
  if (whole < 3600) return twoUnits(Math.floor(whole / 60), 'minute', whole % 60, 'second');
  const minutes = Math.round(seconds / 60);
  return twoUnits(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute');
}

/** A running clock such as `0:42` or `1:02:07`. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  if (hours > 0) parts.unshift(hours);
  return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

const timeUnits = [
  { unit: 'second', ms: 1000, below: 59.5 },
  { unit: 'minute', ms: 60_000, below: 59.5 },
  { unit: 'hour', ms: 3_600_000, below: 23.5 },
  { unit: 'day', ms: 86_400_000, below: 29.5 },
  { unit: 'month', ms: 30 * 86_400_000, below: 11.5 },
  { unit: 'year', ms: 365.25 * 86_400_000, below: Infinity },
] as const;

/**
 * How long until an instant, or since, such as `in 3 hours` or `yesterday`.
 * @param instant ISO 8601
 * @param nowMs milliseconds since 1970
 */
export function formatFromNow(instant: string, nowMs = Date.now()): string {
  const distanceMs = Date.parse(instant) - nowMs;
  const fitting = timeUnits.find(({ ms, below }) => Math.abs(distanceMs) / ms < below) ?? timeUnits[0];
  const count = Math.round(distanceMs / fitting.ms);
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(count, fitting.unit);
}

/** The time of day of an instant, such as `14:05`. */
export function formatTime(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(instant));
}

/** Day and time of an instant, such as `Mar 5, 2026, 14:05`. */
export function formatInstant(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** A day far from today, such as `Mar 5, 2026`. */
export function formatCalendarDay(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(new Date(instant));
}

/** A date in full, such as `March 5, 2026`. */
export function formatDate(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(new Date(instant));
}

/** The day of an instant, such as `Thursday, March 5, 2026`; the words for today and yesterday are the reader's own. */
export function formatDay(instant: string, now = new Date()): string {
  const day = new Date(instant);
  const midnight = (date: Date) => new Date(date).setHours(0, 0, 0, 0);
  const daysAgo = Math.round((midnight(now) - midnight(day)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    const words = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(-daysAgo, 'day');
    return words.charAt(0).toLocaleUpperCase(locale()) + words.slice(1);
  }
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'full' }).format(day);
}

/** A whole number with the language's grouping, such as `1,024`. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }).format(value);
}

/** A ratio as a percentage, such as `87.5 %`. */
export function formatPercent(ratio: number, maximumFractionDigits = 0): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits }).format(ratio);
}

/** A measured value in as many digits as are worth reading, such as `0.00123` or `4,095`. */
export function formatValue(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumSignificantDigits: 5 }).format(value);
}

/** Words as a list, such as `JPG, PNG`. */
export function formatList(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'unit', style: 'short' }).format(words);
}

/** The short name people know a media type by, such as `PNG`; empty where there is none worth showing. */
export const formatMediaType: (mediaType: string) => string = nameOfType;

function formatUnit(
  value: number,
  unit: string,
  maximumFractionDigits: number,
  unitDisplay: 'short' | 'long' = 'short',
): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const first = formatUnit(large, largeUnit, 0);
  return small === 0 ? first : `${first} ${formatUnit(small, smallUnit, 0)}`;
}
