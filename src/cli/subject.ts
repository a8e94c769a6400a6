import { InvalidArgumentError } from 'commander';

/**
 * An owner id given as an option. The rule is that of a token's `sub`: see src/auth/token-claims.ts.
 * @throws InvalidArgumentError with the rule
 */
export function subject(text: string): string {
  if (text.length === 0 || text.length > 255 || /\p{Cc}/u.test(text))
    throw new InvalidArgumentError('It must have 1 to 255 characters and no control characters.');
  return text;
}
