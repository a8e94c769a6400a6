/**
 * The moment that a clock in a time zone shows, as ISO 8601. A time that the clock skips stands for the one after the change.
 * @param timeZone such as "Europe/Berlin"
 * @param local as a field for date and time gives it: "2026-03-29T12:00" or with seconds
 */
export function momentIn(timeZone: string, local: string): string {
  const wanted = Date.parse(`${local}Z`);
  // The offset can change between the first guess and the moment.
  const guess = wanted - offsetAt(timeZone, wanted);
  return new Date(wanted - offsetAt(timeZone, guess)).toISOString();
}

/** How much later a clock in the time zone shows than one in UTC, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const shown = `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`;
  return Date.parse(shown) - Math.floor(at / 1_000) * 1_000;
}
