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
  const page = { name: 'page', resolveId: (id) => id === 'page' ? id : undefined, load: (id) => id === 'page'
    ? 'import * as onebook from "/packages/client/dist/index.js"; globalThis.onebook = onebook;' : undefined };
  const { output } = await build({ configFile: false, logLevel: 'silent', plugins: [page],
    build: { write: false, modulePreload: false, rollupOptions: { input: 'page' } } });
  const chunks = output.filter(({ type }) => type === 'chunk').sort((a, b) => b.isEntry - a.isEntry);
  process.stdout.write(JSON.stringify(chunks.map(({ code }) => code)));`;

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

  test('a page loads no more than 13,500 bytes of gzip, and 3,500 more with its first subscription', async () => {
    const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', BUNDLE]);
    const sizes = (JSON.parse(stdout) as string[]).map(
      (code) => gzipSync(code, { level: 9 }).length,
    );
    expect(sizes[0]).toBeGreaterThan(5_000);
    expect(sizes[0]).toBeLessThanOrEqual(13_500);
    expect(sizes.slice(1).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3_500);
  });
});
