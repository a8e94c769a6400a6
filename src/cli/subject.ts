import { InvalidArgumentError } from 'commander';
import { faultInOwnerId } from '../domain/index.js';

/** An owner id given as an option. @throws InvalidArgumentError that names what is wrong with it */
export function subject(text: string): string {
  const fault = faultInOwnerId(text);
  if (fault !== undefined) throw new InvalidArgumentError(`It ${fault}.`);
  return text;
}
