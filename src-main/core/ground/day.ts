/** The day of an instant where this computer is, as `2026-03-01`. @param instant ISO 8601 */
export function dayOf(instant: string): string {
  const day = new Date(instant);
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
