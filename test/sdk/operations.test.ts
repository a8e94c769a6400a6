import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { getOperationAST, parse, validate, type FieldNode } from 'graphql';
import { describe, expect, test } from '@jest/globals';
import { DOCUMENTS, pascalOf } from '../../packages/client/src/documents.js';
import { createOnebook, memoryIntents } from '../../packages/client/src/index.js';
import { buildSchema } from '../../src/graphql/schema.js';

const schema = buildSchema();
const execute = promisify(execFile);

/** Bundles the built client as a page would. The bundler does not run in the sandbox of a test. */
const BUNDLE = `
  const { build } = await import('vite');
  const lib = { entry: 'packages/client/dist/index.js', formats: ['iife'], name: 'onebook', fileName: 'x' };
  const [{ output }] = await build({ configFile: false, logLevel: 'silent', build: { write: false, lib } });
  process.stdout.write(output[0].code);`;

/** The root field of each operation, as `Query.wallet`. */
const rootFields = [...DOCUMENTS.values()].map((text) => {
  const operation = getOperationAST(parse(text))!;
  const [field] = operation.selectionSet.selections as FieldNode[];
  return `${pascalOf(operation.operation)}.${field!.name.value}`;
});

describe('the operations of the client', () => {
  test('every field of Query, Mutation and Subscription has a method', () => {
    const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = types.flatMap((type) =>
      Object.keys(type!.getFields()).map((name) => `${type!.name}.${name}`),
    );
    expect(fields.filter((field) => !rootFields.includes(field))).toEqual([]);
    const client = createOnebook({
      url: 'http://localhost:1',
      token: 'none',
      intents: memoryIntents(),
      onError: () => undefined,
    });
    client.close();
    const names = [...DOCUMENTS].map(([name, text]) =>
      text.startsWith('subscription') ? `subscribe${pascalOf(name)}` : name,
    );
    expect(names.filter((name) => typeof (client as never)[name] !== 'function')).toEqual([]);
  });

  test.each([...DOCUMENTS])('%s is valid and is named like its method', (name, text) => {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    expect(getOperationAST(document, name)?.name?.value).toBe(name);
  });

  test('a program gets no more than 12,000 bytes of gzip, React aside', async () => {
    const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', BUNDLE]);
    expect(gzipSync(stdout, { level: 9 }).length).toBeGreaterThan(5_000);
    expect(gzipSync(stdout, { level: 9 }).length).toBeLessThanOrEqual(12_000);
  });
});
