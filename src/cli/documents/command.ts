import { Command } from 'commander';
import { type DefinitionNode, Kind, parse } from 'graphql';
import type { Config } from '../../config/index.js';
import { BulkConnection, findOwner } from '../../database/index.js';
import {
  type AddedDocuments,
  DocumentConflict,
  DocumentTable,
  TAKES_EFFECT_WITHIN_SECONDS,
} from '../../documents/index.js';
import { buildSchema } from '../../graphql/index.js';
import { createDocumentCheck } from '../../server/index.js';
import { environment, progressLog } from '../environment.js';
import { faultLine, type FileDocument } from './file-document.js';
import { readDocuments } from './read-documents.js';

export function documentsCommand(): Command {
  return new Command('documents')
    .description(
      'The trusted documents: what gateways answer by its id, and nothing else if TRUSTED_DOCUMENTS=only.',
    )
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(removeCommand());
}

function addCommand(): Command {
  return new Command('add')
    .description(
      'Register the documents of these files, all or none. Each must be valid by the schema and within the limits. ' +
        `Running gateways use them within ${TAKES_EFFECT_WITHIN_SECONDS} seconds.`,
    )
    .argument(
      '<files...>',
      '.graphql files, or manifests: of graphql-codegen, of Relay, of Apollo, of the SDK',
    )
    .action(async (files: string[]) => {
      const config = environment();
      const check = createDocumentCheck(buildSchema(), config.production);
      const { documents, faults, leftOut } = await readDocuments(files, check);
      if (faults.length > 0) {
        for (const fault of faults) process.stderr.write(`${faultLine(fault)}\n`);
        throw new Error(`nothing was added: ${counted(faults.length, 'fault')}`);
      }
      for (const { file } of leftOut)
        progressLog.info(
          `${file} as a whole exceeds the limits of a document; its operations are registered one by one`,
        );
      const added = await addTo(config, documents);
      process.stdout.write(asText(added));
    });
}

/** @throws Error that names the file and the line of a document that cannot be registered */
async function addTo(config: Config, documents: readonly FileDocument[]): Promise<AddedDocuments> {
  try {
    return await withTable(config, (table) => table.add(documents));
  } catch (error) {
    if (!(error instanceof DocumentConflict)) throw error;
    const at = documents.find(({ id }) => id === error.id);
    const reason = at ? faultLine({ ...at, reason: error.message }) : error.message;
    throw new Error(`nothing was added: ${reason}`, { cause: error });
  }
}

function asText({ added, present }: AddedDocuments): string {
  const words = [
    ...(added.length > 0 ? [`added ${counted(added.length, 'document')}`] : []),
    ...(present.length > 0
      ? [
          `${counted(present.length, 'document')} ${present.length === 1 ? 'was' : 'were'} registered already`,
        ]
      : []),
  ];
  const soon =
    added.length > 0
      ? `. Running gateways use them within ${TAKES_EFFECT_WITHIN_SECONDS} seconds`
      : ': nothing changed';
  return `${words.join('; ')}${soon}\n`;
}

function listCommand(): Command {
  return new Command('list')
    .description('List the registered documents, oldest first.')
    .option('--json', 'print them as JSON, with their texts')
    .action(async ({ json }: { json?: boolean }) => {
      const documents = await withTable(environment(), (table) => table.list());
      const listed = documents.map((one) => ({
        id: one.id,
        sha256: one.sha256,
        operations: operationsOf(one.text),
        addedAt: one.addedAt.toISOString(),
        text: one.text,
      }));
      if (json) process.stdout.write(`${JSON.stringify({ documents: listed }, null, 2)}\n`);
      else
        for (const { id, operations, addedAt } of listed)
          process.stdout.write(`${id}  ${addedAt}  ${operations.join(', ')}\n`);
    });
}

/** The operations of a registered text, such as `query Viewer`. `add` refuses what does not parse; other means may not have. */
function operationsOf(text: string): string[] {
  let definitions: readonly DefinitionNode[];
  try {
    ({ definitions } = parse(text, { noLocation: true }));
  } catch {
    return ['(is not GraphQL)'];
  }
  return definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION
      ? [`${one.operation} ${one.name?.value ?? '(no name)'}`]
      : [],
  );
}

function removeCommand(): Command {
  return new Command('remove')
    .description(
      'Remove documents by their ids, all or none. ' +
        `Running gateways refuse them within ${TAKES_EFFECT_WITHIN_SECONDS} seconds; subscriptions that run go on.`,
    )
    .argument('<ids...>', 'as `onebook documents list` prints them')
    .action(async (given: string[]) => {
      const ids = [...new Set(given)];
      try {
        await withTable(environment(), (table) => table.remove(ids));
      } catch (error) {
        if (!(error instanceof DocumentConflict)) throw error;
        throw new Error(`nothing was removed: ${error.message}`, { cause: error });
      }
      process.stdout.write(
        `removed ${counted(ids.length, 'document')}. Running gateways refuse them within ${TAKES_EFFECT_WITHIN_SECONDS} seconds\n`,
      );
    });
}

/** Works on the table as the book's owner. The gateway's login may only read it. */
async function withTable<T>(
  config: Config,
  work: (table: DocumentTable) => Promise<T>,
): Promise<T> {
  const owner = await findOwner(config, progressLog, undefined, false);
  try {
    if (owner.url === undefined)
      throw new Error(
        'DATABASE_URL must be set: the login of DATABASE_GATEWAY_URL may not change the documents',
      );
    const { book } = config;
    const connection = await BulkConnection.open({
      url: owner.url,
      book,
      name: 'onebook documents',
    });
    try {
      const table = new DocumentTable(connection.source);
      if (!(await table.isThere()))
        throw new Error(
          `there is no book ${book} in this database, or it lacks migrations: run \`onebook migrate\`, or set BOOK to where it is`,
        );
      return await work(table);
    } finally {
      await connection.close();
    }
  } finally {
    await owner.embedded?.stop();
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
