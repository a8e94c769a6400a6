/*
 * A preset of graphql-codegen: one file, with mappers that follow from the SDL. `presetConfig.implementing` says for
 * an interface what its values are in TypeScript; every type that implements it has the same, or what `each` says, with
 * the name of the type for `{type}`. `config.mappers` says it for a single type, and wins.
 */
import { isInterfaceType } from 'graphql';

/** The one output, with the mappers of all types. @throws Error if an interface is not in the SDL */
export function buildGeneratesSection(options) {
  const { implementing } = options.presetConfig;
  const followed = Object.entries(implementing).flatMap(([name, mapper]) => {
    const { itself, each } = typeof mapper === 'string' ? { itself: mapper, each: mapper } : mapper;
    const types = implementingTypes(options.schemaAst, name);
    return [[name, itself], ...types.map((type) => [type, each.replaceAll('{type}', type)])];
  });
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

/** The types that implement an interface. */
function implementingTypes(schema, name) {
  const type = schema.getType(name);
  if (!isInterfaceType(type)) throw new Error(`codegen.yml: the SDL has no interface ${name}`);
  return schema.getPossibleTypes(type).map((possible) => possible.name);
}
