import { type EventPlace, isEventAfter, LOG_START, type LogEvent } from '../reader/index.js';

/** The newest events of the log, without a gap between them. */
export class RecentEvents {
  #events: LogEvent[] = [];
  /** After this place every event is kept. undefined: none is kept yet. */
  #from: EventPlace | undefined;
  #upTo: EventPlace = LOG_START;

  constructor(private readonly most: number) {}

  /** The place up to which the log was read. */
  get upTo(): EventPlace {
    return this.#upTo;
  }

  get hasBegun(): boolean {
    return this.#from !== undefined;
  }

  /** Begins to keep events at this place, unless some are kept already. */
  beginAt(place: EventPlace): void {
    if (this.#from) return;
    this.#from = place;
    this.#upTo = place;
  }

  /** Adds events that follow those that are kept. @param upTo the place up to which there are no others */
  add(events: readonly LogEvent[], upTo: EventPlace): void {
    this.#events.push(...events);
    this.#upTo = upTo;
    if (this.#events.length <= 2 * this.most) return;
    const left = this.#events.slice(-this.most);
    this.#from = this.#events.at(-this.most - 1);
    this.#events = left;
  }

  /** The kept events after a place; undefined if some that follow it are not kept. */
  after(place: EventPlace): { events: readonly LogEvent[]; upTo: EventPlace } | undefined {
    if (!this.#from || isEventAfter(this.#from, place)) return undefined;
    return { events: this.#events.slice(this.#firstAfter(place)), upTo: this.#upTo };
  }

  /** Keeps no event until `beginAt`. */
  forget(): void {
    this.#events = [];
    this.#from = undefined;
  }

  #firstAfter(place: EventPlace): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const event = this.#events[middle];
      if (event && isEventAfter(event, place)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
