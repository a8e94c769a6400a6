import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { healSchema } from '@graphql-tools/utils';
import { parse, Source, type DocumentNode, type GraphQLSchema } from 'graphql';
import { withRolesDescribed } from './authorization/described-roles.js';
import { guarded } from './authorization/guard.js';
import { withReadPaths } from './answers/read-paths.js';
import { resolvers } from './resolvers/index.js';
import { ID, scalarResolvers } from './scalars/index.js';

/**
 * Builds the executable schema: schema/*.graphql with its resolvers, and its `@may` rules enforced and described.
 * @throws Error if SDL, rules and resolvers do not fit together
 */
export function buildSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: readSdl().map(withRolesDescribed),
    resolvers: { ...resolvers, ...scalarResolvers },
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    // Otherwise it makes a second schema, which takes as long as everything else here.
    updateResolversInPlace: true,
  });
  return guarded(withReadPaths(withStrictIds(schema), resolvers));
}

/**
 * Puts our `ID` in the place of the built-in one wherever the schema refers to it: graphql-js builds a schema from SDL
 * with its own built-in scalars only. As a resolver, our functions would change graphql-js's ID for the whole process.
 */
function withStrictIds(schema: GraphQLSchema): GraphQLSchema {
  schema.getTypeMap()[ID.name] = ID;
  return healSchema(schema);
}

/** The SDL, one document for each file, in the order of their names. */
export function readSdl(): DocumentNode[] {
  const folder = join(projectRoot(dirname(fileURLToPath(import.meta.url))), 'schema');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => parse(new Source(readFileSync(join(folder, file), 'utf8'), `schema/${file}`)));
}

/** The folder with package.json. It is the same for the sources and for the build. */
function projectRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json was not found above the program');
  return projectRoot(parent);
}
