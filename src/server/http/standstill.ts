import { setImmediate as nextTurn } from 'node:timers/promises';

const TICK_MS = 250;
/** A tick that comes this much late means that the process stood still. Milliseconds. */
const LATE_MS = 1_000;
/** For how long after that the process works off what came meanwhile. Milliseconds. */
const CATCH_UP_MS = 1_000;
/** Turns of the event loop in which a socket reads a request, then the end of its connection. */
const TURNS = 3;

/**
 * Notices that the process stood still: it was stopped (SIGSTOP), the machine was suspended, or the event loop was
 * busy for a second. Requests then arrive all at once, and many of their clients have hung up. The system delivers a
 * request first and the end of its connection in a later turn of the event loop.
 */
export class Standstill {
  // The clock of the day: the other one stands still while a machine is suspended.
  #ticked = Date.now();
  #until = 0;
  readonly #timer = setInterval(() => this.#tick(), TICK_MS).unref();

  /** Whether it has just ended. */
  get isRecent(): boolean {
    const now = Date.now();
    return now - this.#ticked > LATE_MS || now < this.#until;
  }

  /** After a standstill, waits until the sockets have reported which clients are gone. Otherwise, do not wait for it. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await nextTurn();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = Date.now();
    if (now - this.#ticked > LATE_MS) this.#until = now + CATCH_UP_MS;
    this.#ticked = now;
  }
}
