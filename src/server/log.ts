import { pino, type Level, type Logger } from 'pino';

/** For how long the same error is written once. Milliseconds. */
const WINDOW_MS = 60_000;
/** How many different errors are remembered; beyond it each is written. */
const MAX_REMEMBERED = 1_000;

/** How much of an error's message is compared. */
const MAX_COMPARED = 200;

export interface LogOptions {
  /** For how long the same error is written once. */
  readonly windowMs?: number;
  /** More fields for each line, of what runs as it is written. */
  readonly fields?: (() => object) | undefined;
}

interface Remembered {
  suppressed: number;
}

/**
 * The log of a gateway: JSON on standard error. An error of the database or of the network is written once a minute; its
 * repetitions are counted, and one line at the end of the minute says how many there were. A full disk would otherwise
 * fill the log with stack traces, on the same disk perhaps. All other lines are written: a client that reports an internal
 * error names its request, and the log must have it.
 */
export function createLog(
  level: Level | 'silent',
  destination: { write(line: string): void } = pino.destination(2),
  { windowMs = WINDOW_MS, fields }: LogOptions = {},
): Logger {
  const remembered = new Map<string, Remembered>();
  return pino(
    {
      level,
      ...(fields && { mixin: fields }),
      hooks: {
        logMethod(args, method, levelNumber) {
          const [fields, message] = args as unknown as [unknown, unknown];
          const name = repeatableName(fields, message);
          if (name === undefined || remembered.size >= MAX_REMEMBERED) {
            method.apply(this, args);
            return;
          }
          const known = remembered.get(name);
          if (known) {
            known.suppressed += 1;
            return;
          }
          const entry = { suppressed: 0 };
          remembered.set(name, entry);
          method.apply(this, args);
          setTimeout(() => {
            remembered.delete(name);
            if (entry.suppressed === 0) return;
            const count = { suppressed: entry.suppressed, seconds: windowMs / 1_000 };
            const text = `${String(message)} (repeated)`;
            this[this.levels.labels[levelNumber] as Level](count, text);
          }, windowMs).unref();
        },
      },
    },
    destination,
  );
}

/**
 * The stream of the log. Its errors, and those of standard output, have no place to be reported: a terminal that was
 * closed must not keep the gateway from its orderly end.
 */
export function standardError() {
  const ignore = (): void => undefined;
  process.stdout.on('error', ignore);
  process.stderr.on('error', ignore);
  const stream = pino.destination(2);
  stream.on('error', ignore);
  return stream;
}

interface LoggedError {
  readonly message?: string;
  readonly name?: string;
  readonly code?: string;
  readonly cause?: LoggedError;
}

/** Names of errors that say what the database or the network did. */
const OUTAGE_NAMES = /^(Unavailable|NotCommitted|UnfitDatabase|NoAnswer)Error$/;
/** SQLSTATEs and Node's codes of such errors: the server is down, full, damaged, read only, or refuses the login. */
const OUTAGE_CODES = /^(08|25006|28|53|55P03|57|58|XX)|^E[A-Z]{3,}/;

/**
 * What makes two lines the same: the message and the errors, but for ids and numbers in them. Undefined if the line has
 * no error of the database or of the network.
 */
function repeatableName(fields: unknown, message: unknown): string | undefined {
  if (typeof fields !== 'object' || fields === null || typeof message !== 'string')
    return undefined;
  const { error } = fields as { error?: LoggedError };
  const errors: LoggedError[] = [];
  for (let each = error; typeof each === 'object'; each = each.cause) errors.push(each);
  if (!errors.some(isOutage)) return undefined;
  const texts = errors.map(
    ({ name = '', code = '', message: text = '' }) => `${name} ${code} ${withoutIds(text)}`,
  );
  return [message, ...texts].join('\n');
}

function isOutage({ name = '', code = '' }: LoggedError): boolean {
  return OUTAGE_NAMES.test(name) || OUTAGE_CODES.test(code);
}

function withoutIds(text: string): string {
  return text.slice(0, MAX_COMPARED).replace(/[0-9a-f-]{8,}|\d+/gi, '#');
}
