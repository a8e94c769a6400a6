import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Stopwatch } from '../queue/stopwatch.js';
import { countWithin, type QueuedCommand } from '../queue/queued-command.js';
import type { NamedByCommand } from '../result.js';
import { findHeld, waitForRow } from './held-rows.js';
import { type NeededRow, type Row, rowText } from './needed-rows.js';

/**
 * Maximum number of commands that wait for one row, and for all, once the row was held for longer than another gateway's
 * commit takes. Fewer than operations may run, so others have room.
 */
const ROW_MAX = 128;
const TOTAL_MAX = 256;
const LONGER_THAN_A_COMMIT_MS = 1_000;
/** Pause between two looks at rows for which no session can wait. */
const LOOK_EVERY_MS = 100;

export interface AsideOptions {
  /** Connections of its own. They wait for a lock for a short time only. */
  readonly source: DataSource;
  /** Maximum weight of a batch of more than one command. */
  readonly batchMax: number;
  /** Executes commands whose row is free, and settles them or puts them aside again. Never rejects. */
  execute(batch: readonly QueuedCommand[], source: DataSource): Promise<void>;
  /** Settles a command that finds no place. */
  refuse(command: QueuedCommand, named: NamedByCommand): void;
}

/** The commands that wait for one row. `row` is undefined if it is not known which. */
interface Group {
  readonly row: Row | undefined;
  readonly commands: Map<QueuedCommand, NamedByCommand>;
  readonly since: Stopwatch;
}

/**
 * Commands on rows that another session of the database holds. They wait here, beside the batches, and hold no row
 * meanwhile: a transfer that waited with one wallet locked would hand the trouble on to that wallet. When a row is free,
 * its commands go in one batch, in order.
 */
export class Aside {
  readonly #groups = new Map<string, Group>();
  #size = 0;
  #running = false;
  #idle: (() => void)[] = [];

  constructor(private readonly options: AsideOptions) {}

  /** Number of commands that wait here. */
  get size(): number {
    return this.#size;
  }

  /** Of the rows that a command needs, one for which others wait. */
  heldOf(needed: readonly NeededRow[]): NeededRow | undefined {
    return needed.find(({ row }) => this.#groups.has(rowText(row)));
  }

  /** Puts a command aside. Refuses it at once if too many wait. @param held undefined: it is not known which row */
  add(command: QueuedCommand, held: NeededRow | undefined): void {
    const text = held ? rowText(held.row) : '';
    const named = held?.named ?? { type: 'other' };
    const group = this.#groups.get(text) ?? {
      ...{ row: held?.row, commands: new Map(), since: new Stopwatch() },
    };
    const isFull = this.#size >= TOTAL_MAX || group.commands.size >= ROW_MAX;
    if (isFull && group.since.elapsedMs > LONGER_THAN_A_COMMIT_MS) {
      this.options.refuse(command, named);
      return;
    }
    this.#groups.set(text, group);
    group.commands.set(command, named);
    this.#size += 1;
    if (!this.#running) void this.#run();
  }

  /** Removes the commands for which `isOver` holds, with what they say of their row. */
  sweep(isOver: (command: QueuedCommand) => boolean): [QueuedCommand, NamedByCommand][] {
    const over: [QueuedCommand, NamedByCommand][] = [];
    for (const [text, { commands }] of this.#groups) {
      for (const one of commands) if (isOver(one[0])) over.push(one);
      for (const [command] of over) commands.delete(command);
      if (commands.size === 0) this.#groups.delete(text);
    }
    this.#size -= over.length;
    return over;
  }

  async untilIdle(): Promise<void> {
    if (this.#running) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#groups.size > 0) {
      const batch = this.#take(await this.#freeGroups());
      if (batch.length > 0) await this.options.execute(batch, this.options.source);
    }
    this.#running = false;
    this.#idle.splice(0).forEach((resolve) => resolve());
  }

  /** The groups whose row is free, after waiting for one of them if none is. */
  async #freeGroups(): Promise<string[]> {
    const { source } = this.options;
    const groups = [...this.#groups];
    const rows = groups.flatMap(([, { row }]) => row ?? []);
    // One row after another, so that each is waited for: one that is locked all the time has a queue.
    const [next] = groups;
    if (next) this.#toTheEnd(...next);
    try {
      const held = new Set((await findHeld(source, rows)).map(rowText));
      const free = groups.flatMap(([text, { row }]) => (row && !held.has(text) ? [text] : []));
      if (free.length > 0) return free;
      if (next?.[1].row) {
        await waitForRow(source, next[1].row);
        return [next[0]];
      }
    } catch {
      // Not free yet, or no connection. The commands that wait here say so when their time is over.
    }
    await delay(LOOK_EVERY_MS);
    // Of an unknown row only an attempt tells.
    return next && !next[1].row ? [next[0]] : [];
  }

  #toTheEnd(text: string, group: Group): void {
    this.#groups.delete(text);
    this.#groups.set(text, group);
  }

  /** Takes what fits one commit. The others stay in their groups, which are looked at again after it. */
  #take(texts: readonly string[]): QueuedCommand[] {
    const waiting = texts.flatMap((text) => [...(this.#groups.get(text)?.commands.keys() ?? [])]);
    const taken = waiting.slice(0, countWithin(waiting, this.options.batchMax));
    for (const text of texts) {
      const group = this.#groups.get(text);
      for (const command of taken) group?.commands.delete(command);
      if (group?.commands.size === 0) this.#groups.delete(text);
    }
    this.#size -= taken.length;
    return taken;
  }
}
