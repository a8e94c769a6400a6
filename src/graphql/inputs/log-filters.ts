import { ATTEMPT_CODES, EVENT_TYPES, type EventType, REFUSAL_CODES } from '../../domain/index.js';
import type { AuditFilter, EventFilter } from '../../reader/index.js';
import { badInput } from '../errors.js';
import type {
  AuditFilter as AuditInput,
  EventFilter as EventInput,
  InputMaybe,
} from '../generated/resolvers.js';
import { readTransactionId, readWalletId } from '../ids.js';
import { asIs, ifSent } from './inputs.js';

/** Which events a client asks for. @throws GraphQLError BAD_USER_INPUT for an unknown type or a malformed id */
export function eventsIn(filter: InputMaybe<EventInput> | undefined): EventFilter {
  return {
    types: ifSent(filter?.types, (types) => types.map(eventType)),
    walletId: ifSent(filter?.walletId, (id) => readWalletId(id, 'filter.walletId')),
  };
}

function eventType(text: string): EventType {
  const type = EVENT_TYPES.find((one) => one === text);
  if (type) return type;
  throw badInput(
    `filter.types has no type ${JSON.stringify(text)}. There are ${EVENT_TYPES.join(', ')}.`,
  );
}

/** Which commands a client asks for. @throws GraphQLError BAD_USER_INPUT for a malformed id */
export function auditIn(filter: InputMaybe<AuditInput> | undefined): AuditFilter {
  return {
    actor: ifSent(filter?.actor, asIs),
    walletId: ifSent(filter?.walletId, (id) => readWalletId(id, 'filter.walletId')),
    transactionId: ifSent(filter?.transactionId, (id) =>
      readTransactionId(id, 'filter.transactionId'),
    ),
    movement: ifSent(filter?.movement, asIs),
    outcome: ifSent(filter?.outcome, outcome),
    from: ifSent(filter?.from, asIs),
    to: ifSent(filter?.to, asIs),
  };
}

function outcome(text: string): string {
  if ([DONE, PARTLY_DONE, ...REFUSAL_CODES, ...ATTEMPT_CODES].includes(text)) return text;
  throw badInput(
    `filter.outcome is ${DONE}, ${PARTLY_DONE} or the code of a refusal, such as INSUFFICIENT_FUNDS or FORBIDDEN.`,
  );
}

const DONE = 'DONE';
const PARTLY_DONE = 'PARTLY_DONE';
