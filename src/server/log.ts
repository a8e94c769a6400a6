import { pino, type Level, type Logger } from 'pino';

/** For how long the same error is told once. Milliseconds. */
const WINDOW_MS = 60_000;
/** How many different errors are remembered; beyond it each is told. */
const MAX_REMEMBERED = 1_000;

/** How much of an error's message is compared. */
const MAX_COMPARED = 200;

interface Remembered {
  suppressed: number;
}

/**
 * The log of a gateway: JSON on standard error. A line that carries an error is written once a minute; its repetitions
 * are counted, and one line at the end of the minute says how many there were. A full disk would otherwise fill the log
 * with stack traces, on the same disk perhaps. Lines without an error are all written.
 */
export function createLog(
  level: Level | 'silent',
  destination: { write(line: string): void } = pino.destination(2),
  windowMs = WINDOW_MS,
): Logger {
  const remembered = new Map<string, Remembered>();
  return pino(
    {
      level,
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

interface LoggedError {
  readonly message?: string;
  readonly name?: string;
  readonly code?: string;
  readonly cause?: LoggedError;
}

/** What makes two lines the same: the message and the errors, but for ids and numbers in them. Undefined if there is no error. */
function repeatableName(fields: unknown, message: unknown): string | undefined {
  if (typeof fields !== 'object' || fields === null || typeof message !== 'string')
    return undefined;
  const { error } = fields as { error?: LoggedError };
  if (typeof error !== 'object') return undefined;
  const parts = [message];
  for (let each: LoggedError | undefined = error; each; each = each.cause)
    parts.push(`${each.name ?? ''} ${each.code ?? ''} ${withoutIds(each.message ?? '')}`);
  return parts.join('\n');
}

function withoutIds(text: string): string {
  return text.slice(0, MAX_COMPARED).replace(/[0-9a-f-]{8,}|\d+/gi, '#');
}
