import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { DocumentRefused, Documents } from './documents.js';
import { KnownDocument } from './known-document.js';

/**
 * What a gateway would refuse a document for, whatever the variables are: its size, its grammar, the schema, the limits.
 * @param document parsed from a text with the same content; errors name its nodes
 */
export type DocumentCheck = (one: {
  readonly text: string;
  readonly document: DocumentNode;
}) => readonly GraphQLError[];

/** Makes the check of documents for commands. @param production whether introspection is refused */
export function createDocumentCheck(schema: GraphQLSchema, production: boolean): DocumentCheck {
  const documents = new Documents(schema, DEFAULT_LIMITS, production);
  return ({ text, document }) => {
    try {
      documents.parse(text);
      documents.validate(new KnownDocument(text, document));
      return [];
    } catch (error) {
      if (error instanceof DocumentRefused) return error.errors;
      throw error;
    }
  };
}
