import { createTransport, type Transporter } from 'nodemailer';
import type { Mail } from './message.js';

/** Settings of the mail server. */
export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://…`. */
  readonly smtpUrl: string;
  readonly from: string;
}

/** All of them together are shorter than the lease of a message. Milliseconds. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Sends e-mail through an SMTP server. */
export class Mailer {
  readonly #transport: Transporter;
  /** The part of the sender's address behind the "@". */
  readonly domain: string;

  constructor(private readonly settings: MailSettings) {
    this.#transport = createTransport({ ...TIMEOUTS, url: settings.smtpUrl });
    this.domain = /@([^\s>]+)/.exec(settings.from)?.[1] ?? 'onebook.invalid';
  }

  /** Resolves when the server has taken the message over. @throws Error that says why it has not */
  async send(mail: Mail): Promise<void> {
    await this.#transport.sendMail({ ...mail, from: this.settings.from });
  }

  close(): void {
    this.#transport.close();
  }
}
