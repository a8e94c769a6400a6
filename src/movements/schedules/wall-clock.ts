const MINUTE = 60_000;
const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a time zone's clocks are ahead of UTC at a moment, in milliseconds. Years before 1900 may have seconds. */
export function offsetAt(timeZone: string, moment: number): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name ?? '') ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1_000;
  return sign === '-' ? -size : size;
}

/** What the clocks of a time zone show at a moment, as the moment at which those of UTC show the same. */
export function wallTimeOf(timeZone: string, moment: number): number {
  return moment + offsetAt(timeZone, moment);
}

/**
 * The moment at which the clocks of a time zone show a time. A time that they show twice is its first moment. One that
 * they leave out, because they are put forward over it, is the moment at which they are put forward. So a later time is
 * never an earlier moment.
 * @param wallTime in the form of `wallTimeOf`
 */
export function momentOfWallTime(timeZone: string, wallTime: number): number {
  // Offsets are at most 14 hours, and no zone changes its twice within two days.
  const offsets = [offsetAt(timeZone, wallTime - DAY), offsetAt(timeZone, wallTime + DAY)];
  const moments = offsets.map((offset) => wallTime - offset);
  const shown = moments.filter((moment) => wallTimeOf(timeZone, moment) === wallTime);
  return shown.length > 0
    ? Math.min(...shown)
    : changeBetween(timeZone, Math.min(...moments), Math.max(...moments));
}

/** The moment between two others at which the offset changes. Clocks change on a whole minute. */
function changeBetween(timeZone: string, before: number, after: number): number {
  const old = offsetAt(timeZone, before);
  let [from, to] = [before, after];
  while (to - from > MINUTE) {
    const middle = from + Math.floor((to - from) / 2 / MINUTE) * MINUTE;
    if (offsetAt(timeZone, middle) === old) from = middle;
    else to = middle;
  }
  return to;
}
