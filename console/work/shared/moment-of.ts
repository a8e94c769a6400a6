/**
 * The moment at which the clocks of a time zone show a time, in ISO 8601. Undefined if they never do, as when they are put forward.
 * @param local such as `2026-11-27T09:30`
 */
export function momentOf(local: string, timeZone: string): string | undefined {
  const shown = Date.parse(`${local}Z`);
  if (Number.isNaN(shown)) return undefined;
  // The offset depends on the moment, so the first guess is corrected once.
  let at = shown;
  for (let round = 0; round < 2; round += 1) at = shown - offsetAt(at, timeZone);
  return at + offsetAt(at, timeZone) === shown ? new Date(at).toISOString() : undefined;
}

/** By how many milliseconds the clocks of a zone are ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day, hour, minute, second } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}
