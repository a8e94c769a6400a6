/** Shows moments in one time zone, as 2026-11-27 14:03. */
export class Moments {
  readonly #parts: Intl.DateTimeFormat;
  readonly #offset: Intl.DateTimeFormat;
  #minute = { start: NaN, text: '' };

  /** @throws {RangeError} if `timeZone` is not the name of a time zone */
  constructor(readonly timeZone: string) {
    const two = '2-digit';
    this.#parts = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
      ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
    });
    this.#offset = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });
  }

  /** To the minute. */
  minute(moment: Date): string {
    const start = Math.floor(moment.getTime() / 60_000);
    // Neighbouring lines share their minute often, and formatting takes longer than the rest of a line.
    if (start !== this.#minute.start)
      this.#minute = { start, text: this.#exact(moment).slice(0, 'yyyy-mm-dd hh:mm'.length) };
    return this.#minute.text;
  }

  /** To the second, with the zone's distance from UTC at that moment: 2026-11-27 14:03:22 (UTC+01:00). */
  second(moment: Date): string {
    return `${this.#exact(moment)} (${this.#distance(moment)})`;
  }

  /** As exact as the moment is: without seconds if it is at the beginning of a minute. */
  boundary(moment: Date): string {
    const rest = moment.getTime() % 60_000;
    if (rest === 0) return `${this.minute(moment)} (${this.#distance(moment)})`;
    const thousandths = String(((rest % 1000) + 1000) % 1000).padStart(3, '0');
    const exact = this.#exact(moment) + (thousandths === '000' ? '' : `.${thousandths}`);
    return `${exact} (${this.#distance(moment)})`;
  }

  #exact(moment: Date): string {
    const parts = this.#parts.formatToParts(moment);
    const part = (type: Intl.DateTimeFormatPartTypes): string =>
      parts.find((one) => one.type === type)?.value ?? '';
    const date = [part('year').padStart(4, '0'), part('month'), part('day')].join('-');
    return `${date} ${part('hour')}:${part('minute')}:${part('second')}`;
  }

  #distance(moment: Date): string {
    const name = this.#offset
      .formatToParts(moment)
      .find(({ type }) => type === 'timeZoneName')?.value;
    // Greenwich itself has no number in some versions of Node.
    return name === undefined || name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
  }
}
