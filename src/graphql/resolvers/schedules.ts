import type { Refusal } from '../../domain/index.js';
import { scheduleTransaction as movement } from '../../movements/index.js';
import { dear } from '../answers/dear.js';
import type {
  MutationResolvers,
  ScheduleResolvers,
  ScheduleRunResolvers,
} from '../generated/resolvers.js';
import { scheduleId } from '../ids.js';
import { momentsIn } from '../inputs/schedule-inputs.js';
import { readScheduled } from '../inputs/scheduled-mutation.js';
import { payloadOf, type SchedulePayloadModel } from '../payloads.js';

/** The mutation's input is read to refuse what could never run. It is kept as it was sent, and read again at each run. */
export const scheduleTransaction = (async (_, { input: sent }, context, info) => {
  const { mutation, input, late } = sent;
  const read = readScheduled(info.schema, { mutation, input }, context.caller);
  const walletIds: readonly string[] = [...new Set(read.movement.locks(read.input).wallets)].sort();
  const schedule = { mutation, input, walletIds, late, ...momentsIn(sent) };
  const result = await context.submit(movement, schedule, sent.idempotencyKey);
  return payloadOf('scheduleTransaction', result) as Refusal | SchedulePayloadModel;
}) satisfies MutationResolvers['scheduleTransaction'];

export const Schedule: ScheduleResolvers = {
  id: ({ id }) => scheduleId(id),
  runs: dear((lists, schedule, page) => lists.scheduleRunsPage(schedule, page)),
};

export const ScheduleRun: ScheduleRunResolvers = {
  outcome: ({ refused }) => refused ?? 'COMPLETED',
  transaction: ({ transactionId }, _, { loaders }) =>
    transactionId === null ? null : loaders.transaction(transactionId),
};
