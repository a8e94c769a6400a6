/*
 * A preset of graphql-codegen: one file, with mappers that follow from the SDL. `presetConfig.implementing` says for
 * an interface what its values are in TypeScript; every type that implements it has the same. `config.mappers` says it
 * for a single type, and wins.
 */
import { isInterfaceType } from 'graphql';

/** The one output, with the mappers of all types. @throws Error if an interface is not in the SDL */
export function buildGeneratesSection(options) {
  const { implementing } = options.presetConfig;
  const followed = Object.entries(implementing).flatMap(([name, mapper]) =>
    namesOf(options.schemaAst, name).map((type) => [type, mapper]),
  );
  const mappers = { ...Object.fromEntries(followed), ...options.config.mappers };
  return [
    {
      filename: options.baseOutputDir,
      plugins: options.plugins,
      pluginMap: options.pluginMap,
      config: { ...options.config, mappers },
      schema: options.schema,
      schemaAst: options.schemaAst,
      documents: options.documents,
    },
  ];
}

/** An interface and the types that implement it. */
function namesOf(schema, name) {
  const type = schema.getType(name);
  if (!isInterfaceType(type)) throw new Error(`codegen.yml: the SDL has no interface ${name}`);
  return [name, ...schema.getPossibleTypes(type).map((possible) => possible.name)];
}
