import { isUtf8 } from 'node:buffer';
import { type CsvError, parse, type Parser } from 'csv-parse';
import type { BadRow, SourceRow } from '../source.js';
import type { Header } from './header.js';

/** A longer row is taken for one with a quote that is not closed, which would read the rest of the file as one field. */
const MAX_ROW_BYTES = 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;

/**
 * The records of a CSV file after its header, from pieces of its bytes. csv-parse does the parsing; this class knows
 * the bytes of each record. So it can say on which line a record begins (csv-parse counts a CRLF inside quotes twice),
 * whether its bytes are UTF-8, and go on in the line after the first line of a record that cannot be parsed.
 */
export class Records {
  private parser: Parser;
  private batch: (SourceRow | BadRow)[] = [];
  /** Bytes that the parser has and that are in no finished record. */
  private held: Buffer = Buffer.alloc(0);
  /** The position of `held`, and of the end of the last record, in the bytes that this parser was given. */
  private heldFrom = 0;
  private finished = 0;
  private lastLines = 0;
  /** A position up to which there may be invalid bytes. */
  private suspectUntil = 0;
  /** Whether the start of the next piece belongs to a line that was given up. */
  private skipping = false;

  /**
   * @param take the values of a record, or undefined to leave it out
   * @param line the line on which the next record begins
   */
  constructor(
    private readonly header: Header,
    private readonly take: (record: readonly string[]) => readonly string[] | undefined,
    private line: number,
  ) {
    this.parser = this.newParser();
  }

  /** Takes more bytes. They end with a line, except before `end` and in a line that is longer than a piece. */
  async write(piece: Buffer): Promise<readonly (SourceRow | BadRow)[]> {
    let rest = this.skipping ? this.skipLine(piece) : piece;
    while (rest.length > 0) {
      const error = await this.parse(rest);
      if (error === undefined) break;
      rest = this.resume(error);
    }
    return this.takeBatch();
  }

  /** There are no more bytes. */
  async end(): Promise<readonly (SourceRow | BadRow)[]> {
    let error = await ended(this.parser);
    while (error !== undefined) {
      const rest = this.resume(error);
      error = (await this.parse(rest)) ?? (await ended(this.parser));
    }
    this.close();
    return this.takeBatch();
  }

  close(): void {
    this.parser.destroy();
  }

  private takeBatch(): readonly (SourceRow | BadRow)[] {
    const { batch } = this;
    this.batch = [];
    return batch;
  }

  private newParser(): Parser {
    const parser = parse({
      delimiter: this.header.delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_BYTES,
      on_record: (record: readonly string[], { bytes, lines }) => {
        this.record(record, bytes, lines);
        return null;
      },
    });
    // The callbacks of write and end get each error. Without a listener, it would end the process.
    parser.on('error', () => undefined);
    return parser;
  }

  private async parse(piece: Buffer): Promise<CsvError | undefined> {
    this.held = Buffer.concat([this.held.subarray(this.finished - this.heldFrom), piece]);
    this.heldFrom = this.finished;
    if (!isUtf8(piece) || piece.includes(0)) this.suspectUntil = this.heldFrom + this.held.length;
    return new Promise((resolve) => {
      this.parser.write(piece, (error) => resolve((error ?? undefined) as CsvError | undefined));
    });
  }

  /** @param end the position of the record's end in the parser's bytes, `lines` its count of lines up to there */
  private record(record: readonly string[], end: number, lines: number): void {
    const begin = this.finished;
    let { line } = this;
    // Only a record without line ends and without empty lines before it adds exactly one.
    if (lines === this.lastLines + 1) this.line += 1;
    else line = this.countLines(begin, end);
    this.lastLines = lines;
    this.finished = end;
    if (begin < this.suspectUntil) {
      const reason = faultInBytes(this.bytes(begin, end));
      if (reason !== undefined) {
        this.batch.push({ line, reason });
        return;
      }
    }
    const columns = this.header.names.length;
    if (record.length !== columns) {
      this.batch.push({
        line,
        reason: `the row has ${fields(record.length)} and the header ${columns}: give it a field for each column`,
      });
      return;
    }
    const values = this.take(record);
    if (values !== undefined) this.batch.push({ line, values });
  }

  private bytes(begin: number, end: number): Buffer {
    return this.held.subarray(begin - this.heldFrom, end - this.heldFrom);
  }

  /** Moves `line` to the end of the record, and returns the line on which it begins, after empty lines. */
  private countLines(begin: number, end: number): number {
    const bytes = this.bytes(begin, end);
    const start = this.line + lineEnds(bytes.subarray(0, emptyLines(bytes)));
    this.line += Math.max(lineEnds(bytes), 1);
    return start;
  }

  /**
   * Gives up the record that the parser could not read, and parses from the line after its first line.
   * @returns the bytes from there on
   */
  private resume(error: CsvError): Buffer {
    const unread = this.held.subarray(this.finished - this.heldFrom);
    const bytes = unread.subarray(emptyLines(unread));
    this.line += lineEnds(unread.subarray(0, unread.length - bytes.length));
    this.batch.push({ line: this.line, reason: reasonOf(error) });
    this.parser.destroy();
    this.parser = this.newParser();
    this.held = Buffer.alloc(0);
    this.heldFrom = 0;
    this.finished = 0;
    this.lastLines = 0;
    this.suspectUntil = 0;
    return this.skipLine(bytes);
  }

  private skipLine(bytes: Buffer): Buffer {
    const end = bytes.indexOf(LF);
    this.skipping = end === -1;
    if (this.skipping) return Buffer.alloc(0);
    this.line += 1;
    return bytes.subarray(end + 1);
  }
}

function ended(parser: Parser): Promise<CsvError | undefined> {
  return new Promise((resolve) => {
    parser.once('error', resolve);
    parser.once('finish', () => resolve(undefined));
    parser.end();
  });
}

/** The length of the empty lines with which the bytes begin. */
function emptyLines(bytes: Buffer): number {
  let length = 0;
  for (;;) {
    if (bytes[length] === LF) length += 1;
    else if (bytes[length] === CR && bytes[length + 1] === LF) length += 2;
    else return length;
  }
}

function lineEnds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) count += 1;
  return count;
}

function faultInBytes(bytes: Buffer): string | undefined {
  if (!isUtf8(bytes)) return 'the row is not valid UTF-8: save the file in UTF-8';
  if (bytes.includes(0)) return 'the row has a NUL character: remove it';
  return undefined;
}

function reasonOf({ code, message }: CsvError): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'the row has a quote that is not closed: end the field with a quote';
    case 'CSV_MAX_RECORD_SIZE':
      return `the row is longer than ${MAX_ROW_BYTES} bytes: shorten it, or close its quote`;
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'the row has text after the closing quote of a field: write a quote inside a field twice, or close it';
    case 'INVALID_OPENING_QUOTE':
      return 'the row has a quote inside a field without quotes: put the field in quotes, and write that quote twice';
    default:
      return `the row cannot be read: ${message}`;
  }
}

function fields(count: number): string {
  return count === 1 ? '1 field' : `${count} fields`;
}
