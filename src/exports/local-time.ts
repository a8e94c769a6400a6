/** Offsets change at whole minutes: in St. John’s it was at 00:01, until 2011. */
const SLOT_MS = 60 * 1_000;

/** The time of day of a time zone, of many moments that lie near each other. */
export class LocalTime {
  readonly #format: Intl.DateTimeFormat;
  #slot: number | undefined;
  #offsetMs = 0;

  /** @param timeZone the name of a time zone (`isZoneName`) */
  constructor(readonly timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', era: 'short' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  }

  /** `2026-11-27` */
  date(moment: Date): string {
    return this.text(moment).slice(0, 10);
  }

  /** `2026-11-27 14:03:05` */
  text(moment: Date): string {
    return this.#local(moment).toISOString().slice(0, 19).replace('T', ' ');
  }

  /** `2026-11-27T14:03:05.250+01:00` */
  iso(moment: Date): string {
    return this.#local(moment).toISOString().replace('Z', offsetText(this.#offsetMs));
  }

  /** The moment whose UTC time is the local time of this one. */
  #local(moment: Date): Date {
    const slot = Math.floor(moment.getTime() / SLOT_MS);
    if (slot !== this.#slot) this.#offsetMs = this.#offsetOf(new Date(slot * SLOT_MS));
    this.#slot = slot;
    return new Date(moment.getTime() + this.#offsetMs);
  }

  #offsetOf(moment: Date): number {
    const parts = new Map(
      this.#format.formatToParts(moment).map(({ type, value }) => [type, value]),
    );
    const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
    const local = new Date(0);
    local.setUTCFullYear(year, part('month') - 1, part('day'));
    local.setUTCHours(part('hour'), part('minute'), part('second'));
    // Zones had offsets with seconds before 1900, which no format can write.
    return Math.round((local.getTime() - moment.getTime()) / 60_000) * 60_000;
  }
}

/** `+01:00` */
function offsetText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}
