import { type GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { limitError, requestError } from '../request-error.js';
import type { Limits } from './limits.js';

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * The error of a document that has too many tokens or nests brackets too deep, or undefined. It reads the tokens in a
 * loop and builds nothing. Everything after it recurses over the document: parsing, validating and executing each
 * fail on a document that nests deeper than the stack, so none of them may see one.
 * @throws GraphQLError of a token that is none
 */
export function checkTokens(text: string, limits: Limits): GraphQLError | undefined {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let depth = 0;
  for (;;) {
    const { kind } = lexer.advance();
    if (kind === TokenKind.EOF) return undefined;
    tokens += 1;
    if (tokens > limits.tokens)
      return requestError(
        'DOCUMENT_TOO_LARGE',
        `The document has more than ${limits.tokens} tokens. Send a shorter one.`,
      );
    if (OPENING.has(kind)) depth += 1;
    if (CLOSING.has(kind)) depth -= 1;
    if (depth > limits.nesting) return limitError('nests brackets too deep', limits.nesting);
  }
}
