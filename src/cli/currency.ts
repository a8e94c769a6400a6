import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { migrations } from '../../migrations/index.js';
import { openBook } from '../book/index.js';
import { connectForWriting } from '../database/index.js';
import { GATEWAY_PREFIX, isBlank, lengthUpTo, type Viewer } from '../domain/index.js';
import { isCurrencyCode, MAX_CURRENCY_NAME, MAX_DIGITS } from '../money/index.js';
import { createCurrency, type CreateCurrencyInput } from '../movements/index.js';
import { environment, progressLog } from './environment.js';

/** Whoever may run this command with the database's URL may do more than an admin. No token can have this `sub`. */
const OPERATOR: Viewer = { id: `${GATEWAY_PREFIX}operator`, roles: ['ADMIN'] };
const COMMAND_TIMEOUT_MS = 30_000;

export function currencyCommand(): Command {
  return new Command('currency').description('Add currencies to the book.').addCommand(
    new Command('add')
      .description(
        'Add a currency to the book, for good. Gateways that run carry it at once. ' +
          'If the book has it already with these digits and this name, nothing changes.',
      )
      .argument('<code>', 'such as GEM: a capital, then 2 to 11 capitals or digits', code)
      .argument('<digits>', `digits after the decimal point, from 0 to ${MAX_DIGITS}`, digits)
      .argument('<name>', 'the English name, such as "Gems of the shop"', currencyName)
      .action(async (...[wanted, places, name]: [string, number, string]) => {
        const currency = { code: wanted, digits: places, name };
        const done = await addCurrency(currency);
        const said = `${wanted}, ${name}, with ${places} digits`;
        process.stdout.write(
          done === 'added' ? `added ${said}\n` : `${said}, was there already: nothing changed\n`,
        );
      }),
  );
}

/** @throws Error if the book has the code with other digits or another name */
async function addCurrency(currency: CreateCurrencyInput): Promise<'added' | 'present'> {
  const config = { ...environment(), readers: 1, writers: 1, migrations };
  const database = await connectForWriting(config, progressLog);
  try {
    const observer = { committed: ignore, settled: ignore, retried: ignore };
    const limits = { batchMax: 1, writers: 1, queueMax: 1, commandTimeoutMs: COMMAND_TIMEOUT_MS };
    const book = await openBook(database, { ...limits, observer });
    try {
      const { outcome } = await book.ledger.submit(
        createCurrency,
        currency,
        OPERATOR,
        randomUUID(),
      );
      if (!('refused' in outcome)) return 'added';
      const present = book.currencies.get(currency.code);
      if (present?.digits === currency.digits && present.name === currency.name) return 'present';
      throw new Error(outcome.refused.message);
    } finally {
      await book.close();
    }
  } finally {
    await database.close();
  }
}

function ignore(): void {
  // The command tells what happened by its output.
}

function code(text: string): string {
  if (isCurrencyCode(text)) return text;
  throw new InvalidArgumentError(
    'It must be a capital from A to Z, then 2 to 11 capitals or digits, such as GEM.',
  );
}

function digits(text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) <= MAX_DIGITS) return Number(text);
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${MAX_DIGITS}.`);
}

/** Control characters, separators of lines, and lone surrogates, as in the API. */
const NOT_IN_A_NAME = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

function currencyName(text: string): string {
  const isTooLong = lengthUpTo(MAX_CURRENCY_NAME, text) > MAX_CURRENCY_NAME;
  if (!isBlank(text) && !isTooLong && !NOT_IN_A_NAME.test(text)) return text;
  throw new InvalidArgumentError(
    `It must have 1 to ${MAX_CURRENCY_NAME} characters on one line, and not be blank.`,
  );
}
