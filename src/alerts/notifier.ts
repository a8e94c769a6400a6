import type { DataSource } from 'typeorm';
import { type Job, Repeated } from '../jobs/index.js';
import { requestDelivery } from '../webhooks/index.js';
import { eventOfAlert } from './sending/alert-event.js';
import type { AlertChannelKind, NotificationOutcome } from './observer.js';
import {
  cancelAcknowledged,
  type DueNotification,
  noteFailed,
  noteSent,
  takeDue,
} from './sending/due-notifications.js';
import type { Mailer } from './sending/mailer.js';
import { mailOf, type ShownIds } from './sending/message.js';

const DEFAULT_TIMES = {
  /** Average pause between two rounds. Milliseconds. */
  everyMs: 1_000,
  /** Within this time a message is sent or has failed. Milliseconds. */
  leaseMs: 120_000,
  /** Pause before the second attempt. Each further one doubles it. Milliseconds. */
  againMs: 15_000,
  /** Longest pause between two attempts. Milliseconds. */
  mostMs: 1_800_000,
  /** How long after its alert a message is tried again. Milliseconds. */
  giveUpMs: 86_400_000,
};

/** Most messages that a gateway sends at once. */
const AT_ONCE = 10;
/** Most characters of an error that are kept. */
const MAX_ERROR = 500;

export interface NotifierOptions {
  /** undefined: the gateway sends no e-mail. Another one may. */
  readonly mailer: Pick<Mailer, 'send' | 'domain'> | undefined;
  readonly ids: ShownIds;
  /** Receives the error of a round. */
  readonly onError: (error: unknown) => void;
  /** Receives what came of each attempt. */
  readonly onAttempt?: (channel: AlertChannelKind, outcome: NotificationOutcome) => void;
  readonly times?: Partial<typeof DEFAULT_TIMES>;
}

/**
 * Sends the messages of alerts that are due to their channels. The book lists them, so none is lost if a gateway stops. Each is
 * taken by one gateway at a time. A gateway that is killed after the mail server took a message leaves it to be sent again,
 * with the same id.
 */
export class Notifier implements Job {
  readonly #rounds: Repeated;
  readonly #times: typeof DEFAULT_TIMES;

  constructor(
    private readonly source: DataSource,
    private readonly options: NotifierOptions,
  ) {
    this.#times = { ...DEFAULT_TIMES, ...options.times };
    this.#rounds = new Repeated({
      round: () => this.sendDue(),
      onError: (error) => this.options.onError(error),
      pauseMs: () => this.#times.everyMs,
    });
  }

  /** Runs rounds until `stop`. */
  start(): void {
    this.#rounds.start();
  }

  /** Resolves when the last round has ended. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Sends all that is due now. */
  async sendDue(): Promise<void> {
    await cancelAcknowledged(this.source);
    while (!this.#rounds.stopping.aborted) {
      const due = await takeDue(this.source, { limit: AT_ONCE, leaseMs: this.#times.leaseMs });
      if (due.length === 0) return;
      await Promise.all(due.map((one) => this.#sendOne(one)));
    }
  }

  async #sendOne(due: DueNotification): Promise<void> {
    const observe = (outcome: NotificationOutcome): void =>
      this.options.onAttempt?.(due.webhookId === null ? 'email' : 'webhook', outcome);
    try {
      await this.#deliver(due);
    } catch (error) {
      const text = (error as Error).message.slice(0, MAX_ERROR);
      const againMs = this.#againMs(due);
      observe(againMs === undefined ? 'given_up' : 'failed');
      await noteFailed(this.source, due, text, againMs);
      return;
    }
    observe('sent');
    await noteSent(this.source, due);
  }

  async #deliver(due: DueNotification): Promise<void> {
    const { webhookId, email } = due;
    if (webhookId !== null) {
      const event = await eventOfAlert(this.source, due);
      if (await requestDelivery(this.source, webhookId, event)) return;
      throw new Error('The webhook was deleted.');
    }
    const { mailer, ids } = this.options;
    if (!mailer)
      throw new Error('This gateway sends no e-mail: SMTP_URL and MAIL_FROM are not set.');
    if (email !== null) await mailer.send(mailOf(due, email, ids, mailer.domain));
  }

  /** The pause before the next attempt; undefined: there is none. */
  #againMs({ attempt, raisedAt }: DueNotification): number | undefined {
    const { againMs, mostMs, giveUpMs } = this.#times;
    if (Date.now() - raisedAt.getTime() > giveUpMs) return undefined;
    return Math.min(againMs * 2 ** (attempt - 1), mostMs);
  }
}
