/** How long a client may take to read a response, and how much may wait for all clients. */
export interface DeliveryLimits {
  /** Time for a response of any size. Milliseconds. */
  readonly takeMs: number;
  /** The slowest rate at which a client may read what is larger than it reads in that time. Bytes a second. */
  readonly bytesPerSecond: number;
  /** The most that may wait in the gateway for all clients together. Bytes. */
  readonly waitingBytes: number;
}

interface Delivery {
  readonly bytes: number;
  /** When it has to be taken, by `performance.now()`. */
  readonly until: number;
  cut(): void;
}

const CHECK_INTERVAL_MS = 1_000;

/**
 * What the gateway has sent over any transport and the operating system has not taken yet, because clients do not read
 * or read slowly. A client that takes too long is cut off; so is the one that has waited longest, if more waits than
 * the gateway keeps. So clients that do not read hold neither memory nor slots without bounds.
 */
export class Deliveries {
  /** The oldest first. */
  readonly #open = new Set<Delivery>();
  #bytes = 0;
  #cut = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: DeliveryLimits) {}

  /** What waits for all clients. Bytes. */
  get waitingBytes(): number {
    return this.#bytes;
  }

  /** The number of clients that were cut off because they did not read. */
  get cutOff(): number {
    return this.#cut;
  }

  /**
   * Waits for a client to take `bytes`.
   * @param cut ends the client's connection; called at most once
   * @returns a function to call when they are taken, or the connection has ended. Safe to call twice.
   */
  track(bytes: number, cut: () => void): () => void {
    const { takeMs, bytesPerSecond, waitingBytes } = this.limits;
    const until = performance.now() + takeMs + (bytes / bytesPerSecond) * 1_000;
    const delivery: Delivery = { bytes, until, cut };
    this.#open.add(delivery);
    this.#bytes += bytes;
    this.#timer ??= setInterval(() => this.#cutLate(), CHECK_INTERVAL_MS).unref();
    for (const oldest of this.#open) {
      if (this.#bytes <= waitingBytes) break;
      this.#end(oldest);
    }
    return () => this.#remove(delivery);
  }

  #cutLate(): void {
    const now = performance.now();
    for (const delivery of this.#open) if (delivery.until <= now) this.#end(delivery);
  }

  #end(delivery: Delivery): void {
    this.#remove(delivery);
    this.#cut += 1;
    delivery.cut();
  }

  #remove(delivery: Delivery): void {
    if (!this.#open.delete(delivery)) return;
    this.#bytes -= delivery.bytes;
    if (this.#open.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
