import {
  asClientError,
  badInput,
  parsedBound,
  readWalletId,
  zoneName,
} from '../../graphql/index.js';
import type { Book } from '../../book/index.js';
import type { StatementRequest } from '../../reader/index.js';
import type { FileExport, FileRequest } from '../exported-file.js';
import { notFound, textOf } from '../file-request.js';
import { LocalTime } from '../local-time.js';
import { statementPdf } from '../pdf/statement-pdf.js';
import { statementCamt053 } from './camt053.js';
import { statementCsv } from './csv.js';
import { statementJson } from './json.js';
import { readStatement } from './read-statement.js';
import type { StatementFormat } from './statement.js';

interface Format {
  readonly contentType: string;
  readonly write: StatementFormat;
}

const FORMATS: Readonly<Record<string, Format>> = {
  csv: { contentType: 'text/csv; charset=utf-8', write: statementCsv },
  json: { contentType: 'application/json; charset=utf-8', write: statementJson },
  pdf: { contentType: 'application/pdf', write: statementPdf },
  xml: { contentType: 'application/xml; charset=utf-8', write: statementCamt053 },
};

const ARGUMENTS = ['from', 'to', 'timeZone'];

/** The files at `/statements/{walletId}.{csv,json,pdf,xml}?from=…&to=…&timeZone=…`, with the arguments of `Wallet.statement`. */
export function statementFiles(bookOf: () => Book): FileExport {
  return {
    url: '/statements/:file',
    open: async (viewer, { file, query }) => {
      const [, id = '', extension = ''] = /^([^.]*)\.([a-z]+)$/.exec(file) ?? [];
      const format = Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
      if (!format)
        throw notFound('Ask for /statements/{walletId}.csv, .json, .pdf or .xml (camt.053).');
      const request = requestOf(query);
      try {
        const { statement, lines } = await readStatement(
          bookOf(),
          viewer,
          readWalletId(id, 'walletId'),
          request,
        );
        const local = new LocalTime(statement.timeZone);
        const days = [statement.from, statement.to].map((at) => local.date(at));
        return {
          name: `statement-${statement.wallet.id}-${days.join('-')}.${extension}`,
          contentType: format.contentType,
          chunks: format.write(statement, lines),
        };
      } catch (error) {
        throw asClientError(error);
      }
    },
  };
}

function requestOf(query: FileRequest['query']): StatementRequest {
  const unknown = Object.keys(query).find((name) => !ARGUMENTS.includes(name));
  if (unknown !== undefined)
    throw badInput('The query string has an argument that is not from, to or timeZone.');
  return {
    from: parsedBound(textOf(query, 'from')),
    to: parsedBound(textOf(query, 'to')),
    timeZone: zoneName(query['timeZone'] === undefined ? undefined : textOf(query, 'timeZone')),
  };
}
