/**
 * A GraphQL document: a text, or what code generators make of one (`TypedDocumentString` of client-preset, `TypedDocumentNode`,
 * gql.tada), with the types of its data and variables.
 */
export type SentDocument<Data, Variables> =
  string | (object & { __apiType?: (variables: Variables) => Data });

/** The text of a document. @throws TypeError if it has none, or is a mutation */
export function textOf<Data, Variables>(document: SentDocument<Data, Variables>): string {
  const { loc } = document as { loc?: { source?: { body?: string } } };
  const text = loc?.source?.body ?? (document as { toString(): string }).toString();
  if (!text.includes('{'))
    throw new TypeError('The document has no text. Generate it with its source.');
  if (/(^|[}\s])mutation\b[^{}]*{/.test(text.replace(/"""[^]*?"""|"(\\.|[^"\n])*"|#.*/g, '')))
    throw new TypeError(
      'This is a mutation. Use its method, so that it is stored before it is sent.',
    );
  return text;
}
