import { InvalidArgumentError } from 'commander';

/**
 * An option that is an owner's id, by the same rule as in a token that comes in: see src/auth/token-claims.ts.
 * @throws InvalidArgumentError that says what would be right
 */
export function subject(text: string): string {
  if (text.length === 0 || text.length > 255 || /\p{Cc}/u.test(text))
    throw new InvalidArgumentError(
      'It must have 1 to 255 characters, none of them a control character.',
    );
  return text;
}
