import type { Book } from '../../book/index.js';
import { hasRole } from '../../domain/index.js';
import { asClientError, badInput, forbidden, parsedBound, zoneName } from '../../graphql/index.js';
import type { LedgerRequest } from '../../reader/index.js';
import { LocalTime } from '../local-time.js';
import type { FileExport, FileRequest } from '../exported-file.js';
import { notFound, textOf } from '../file-request.js';
import { LEDGER_FORMATS, type LedgerFormatName, openGeneralLedger } from './general-ledger.js';

const CONTENT_TYPES: Readonly<Record<LedgerFormatName, string>> = {
  csv: 'text/csv; charset=utf-8',
  hledger: 'text/plain; charset=utf-8',
};

const ARGUMENTS = ['from', 'to', 'timeZone', 'currency'];

/** The files at `/general-ledger.{csv,hledger}?from=…&to=…&timeZone=…&currency=…`, each argument optional. */
export function generalLedgerFiles(bookOf: () => Book): FileExport {
  return {
    url: '/general-ledger.:file',
    open: async (viewer, { file, query }) => {
      if (!hasRole(viewer, 'ADMIN', 'AUDITOR'))
        throw forbidden('The general ledger is for the roles ADMIN and AUDITOR.');
      if (!Object.hasOwn(LEDGER_FORMATS, file))
        throw notFound('Ask for /general-ledger.csv or /general-ledger.hledger.');
      const format = file as LedgerFormatName;
      const request = requestOf(query);
      try {
        const { head, chunks } = await openGeneralLedger(bookOf(), viewer, request, format);
        const local = new LocalTime(head.timeZone);
        const days = [head.from, head.to].map((at) => (at ? local.date(at) : 'beginning'));
        return {
          name: `general-ledger-${days.join('-')}.${format}`,
          contentType: CONTENT_TYPES[format],
          chunks,
        };
      } catch (error) {
        throw asClientError(error);
      }
    },
  };
}

function requestOf(query: FileRequest['query']): LedgerRequest {
  const unknown = Object.keys(query).find((name) => !ARGUMENTS.includes(name));
  if (unknown !== undefined)
    throw badInput('The query string has an argument that is not from, to, timeZone or currency.');
  const sent = (name: string): string | undefined =>
    query[name] === undefined ? undefined : textOf(query, name);
  const bound = (name: string) => {
    const text = sent(name);
    return text === undefined ? undefined : parsedBound(text);
  };
  return {
    ...{ from: bound('from'), to: bound('to'), timeZone: zoneName(sent('timeZone')) },
    currency: sent('currency'),
  };
}
