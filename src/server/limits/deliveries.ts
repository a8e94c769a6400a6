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
  readonly caller: string;
  readonly bytes: number;
  /** When it has to be taken, by `performance.now()`. */
  readonly until: number;
  cut(): void;
}

const CHECK_INTERVAL_MS = 1_000;
/** What a delivery takes besides its bytes: buffers, closures, the write of the socket. About. */
const DELIVERY_BYTES = 1_024;

/**
 * What the gateway has sent over any transport and the operating system has not taken yet, because clients do not read
 * or read slowly. A client that takes too long is cut off; so is the one that has waited longest of the caller for
 * whom most waits, if more waits than the gateway keeps. So clients that do not read hold neither memory nor slots without bounds.
 */
export class Deliveries {
  /** The oldest first. */
  readonly #open = new Set<Delivery>();
  /** What waits for each caller. Bytes, each delivery with its own weight. */
  readonly #held = new Map<string, number>();
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
   * @param caller whose client it is. If too much waits, the caller for whom most waits loses the oldest connection
   * @param cut ends the client's connection; called at most once
   * @param length all that the client has to take, if more than `bytes` of it is still in a file. Bytes
   * @returns a function to call when they are taken, or the connection has ended. Safe to call twice.
   */
  track(bytes: number, caller: string, cut: () => void, length = bytes): () => void {
    const { takeMs, bytesPerSecond, waitingBytes } = this.limits;
    const until = performance.now() + takeMs + (length / bytesPerSecond) * 1_000;
    const delivery: Delivery = { caller, bytes, until, cut };
    this.#open.add(delivery);
    this.#bytes += bytes;
    this.#timer ??= setInterval(() => this.#cutLate(), CHECK_INTERVAL_MS).unref();
    this.#hold(caller, bytes + DELIVERY_BYTES);
    while (this.#open.size > 0 && this.#bytes + this.#open.size * DELIVERY_BYTES > waitingBytes)
      this.#endOldestOfLargest();
    return () => this.#remove(delivery);
  }

  #hold(caller: string, bytes: number): void {
    const held = (this.#held.get(caller) ?? 0) + bytes;
    if (held > 0) this.#held.set(caller, held);
    else this.#held.delete(caller);
  }

  #endOldestOfLargest(): void {
    let [largest, most] = ['', -1];
    for (const [caller, bytes] of this.#held) if (bytes > most) [largest, most] = [caller, bytes];
    for (const delivery of this.#open) if (delivery.caller === largest) return this.#end(delivery);
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
    this.#hold(delivery.caller, -(delivery.bytes + DELIVERY_BYTES));
    if (this.#open.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
