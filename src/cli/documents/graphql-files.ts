import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  Source,
  visit,
} from 'graphql';
import { sha256 } from '../../documents/index.js';
import type { FileDocument, FileFault } from './file-document.js';
import { grammarFault } from './manifest.js';

/** A `.graphql` file. */
export interface GraphQLFile {
  readonly file: string;
  readonly content: string;
}

interface Parsed extends GraphQLFile {
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * The documents of GraphQL files. A file with one operation and the fragments that it uses is one document, as it is. Of any
 * other, each operation is a document, with the fragments that it uses, from whichever of the files: so clients send them.
 * A file with several operations that needs no other file is a document as well, for clients that send it whole.
 */
export function readGraphQLFiles(files: readonly GraphQLFile[]): {
  documents: FileDocument[];
  faults: FileFault[];
} {
  const faults: FileFault[] = [];
  const parsed = files.flatMap((file) => parseFile(file, faults));
  const fragments = fragmentsOf(parsed, faults);
  const documents = parsed.flatMap((file) => documentsOf(file, fragments, faults));
  if (faults.length === 0 && documents.length === 0)
    for (const { file } of files)
      faults.push({ file, line: undefined, reason: 'has no operation' });
  return { documents, faults };
}

function parseFile({ file, content }: GraphQLFile, faults: FileFault[]): Parsed[] {
  try {
    const document = parse(new Source(content, file));
    for (const one of document.definitions)
      if (one.kind !== Kind.OPERATION_DEFINITION && one.kind !== Kind.FRAGMENT_DEFINITION)
        faults.push({ file, line: lineOf(one), reason: 'is neither an operation nor a fragment' });
    const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    return [{ file, content, document, operations }];
  } catch (error) {
    const line = (error as { locations?: { line: number }[] }).locations?.[0]?.line;
    faults.push({ file, line, reason: grammarFault(error) });
    return [];
  }
}

/** The fragments of all files, by name. Two of one name must be the same. */
function fragmentsOf(files: readonly Parsed[], faults: FileFault[]): Fragments {
  const found = new Map<string, FragmentDefinitionNode>();
  const fileOf = (one: FragmentDefinitionNode): string => one.loc?.source.name ?? '';
  for (const { file, document } of files)
    for (const one of document.definitions) {
      if (one.kind !== Kind.FRAGMENT_DEFINITION) continue;
      const name = one.name.value;
      const before = found.get(name);
      if (before && print(before) !== print(one))
        faults.push({
          file,
          line: lineOf(one),
          reason: `another fragment ${name} is in ${fileOf(before)}:${lineOf(before)}. Rename one`,
        });
      found.set(name, before ?? one);
    }
  return found;
}

function documentsOf(file: Parsed, fragments: Fragments, faults: FileFault[]): FileDocument[] {
  const { operations, document } = file;
  const before = faults.length;
  const needed = operations.map((one) => withFragments(one, file, fragments, faults));
  if (faults.length > before) return [];
  const own = new Set<DefinitionNode>(document.definitions);
  const used = new Set(needed.flat());
  const isWhole = used.size === own.size && [...used].every((one) => own.has(one));
  const whole = { file: file.file, line: 1, text: file.content, document };
  if (isWhole && operations.length === 1)
    return [{ ...whole, id: sha256(whole.text), isOptional: false }];
  const each = needed.map((definitions, index) => {
    const text = definitions.map(print).join('\n\n');
    const line = lineOf(operations[index]);
    const alone: DocumentNode = { kind: Kind.DOCUMENT, definitions };
    return { id: sha256(text), text, document: alone, file: file.file, line, isOptional: false };
  });
  return isWhole ? [...each, { ...whole, id: sha256(whole.text), isOptional: true }] : each;
}

/** An operation with the fragments that it uses, directly or through others; those of its own file first. */
function withFragments(
  operation: OperationDefinitionNode,
  { document }: Parsed,
  fragments: Fragments,
  faults: FileFault[],
): DefinitionNode[] {
  const own = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const found = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  // A set is iterated over what is added meanwhile.
  for (const definition of found)
    visit(definition, {
      FragmentSpread: ({ name: { value: name }, loc }) => {
        const fragment = own.find((one) => one.name.value === name) ?? fragments.get(name);
        if (fragment) found.add(fragment);
        else
          faults.push({
            file: loc?.source.name ?? '',
            line: loc?.startToken.line,
            reason: `no file has the fragment ${name}. Name the file that has it as well`,
          });
      },
    });
  return [...found];
}

function lineOf(node: DefinitionNode | undefined): number {
  return node?.loc?.startToken.line ?? 1;
}
