import { faultInCron, isTimeZone, type ScheduleTransactionInput } from '../../movements/index.js';
import { badInput } from '../errors.js';
import type { ScheduleTransactionInput as SentInput } from '../generated/resolvers.js';
import { asIs, ifSent } from './inputs.js';
import { quoteInput } from './quote-input.js';

/** When to run. @throws GraphQLError BAD_USER_INPUT for moments that contradict each other or are none */
export function momentsIn(
  sent: Pick<SentInput, 'at' | 'cron' | 'timeZone' | 'until'>,
): Pick<ScheduleTransactionInput, 'at' | 'cron' | 'timeZone' | 'until'> {
  const { at, cron, timeZone, until } = {
    at: ifSent(sent.at, asIs),
    cron: ifSent(sent.cron, asIs),
    timeZone: ifSent(sent.timeZone, asIs),
    until: ifSent(sent.until, asIs),
  };
  if ((at === undefined) === (cron === undefined))
    throw badInput('Send either at, to run once, or cron with timeZone, to run by a rule.');
  if (cron === undefined) {
    if (timeZone !== undefined || until !== undefined)
      throw badInput('timeZone and until belong to cron. Remove them, or send cron instead of at.');
    return { at, cron, timeZone, until };
  }
  const fault = faultInCron(cron);
  if (fault !== undefined) throw badInput(`cron: ${quoteInput(cron)} ${fault}`);
  if (timeZone === undefined)
    throw badInput(
      'timeZone is missing. Send the time zone of cron, such as "Europe/Berlin" or "UTC".',
    );
  if (!isTimeZone(timeZone))
    throw badInput(
      `timeZone: ${quoteInput(timeZone)} is not a time zone. Send its name in the IANA database, such as "Europe/Berlin" or "UTC".`,
    );
  return { at, cron, timeZone, until };
}
