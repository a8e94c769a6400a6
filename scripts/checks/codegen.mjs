// The generated code must match the schema. This check generates it in place, so after a failure the
// files are correct and only have to be committed.
import { filesUnder, hashOf } from '../lib/files.mjs';
import { run } from '../lib/children.mjs';
import { inRoot } from '../lib/project.mjs';

const isGenerated = (file) => file.split('/').includes('generated');
const hashes = () =>
  new Map(
    ['src', 'packages/client/src', 'examples']
      .flatMap((folder) => filesUnder(folder))
      .filter(isGenerated)
      .map((file) => [file, hashOf([file])]),
  );

const before = hashes();
const cli = inRoot('node_modules/@graphql-codegen/cli/esm/bin.js');
// The configuration of the clients stands in their folder, because it is one to copy.
for (const cwd of [inRoot(), inRoot('examples/clients/typescript')]) {
  const command = [process.execPath, cli, '--config', 'codegen.yml', '--silent'];
  const { code, output } = await run(command, { cwd, output: 'capture' });
  if (code !== 0) {
    console.log(output);
    console.log(`graphql-codegen exited with ${code}`);
    process.exit(1);
  }
}

const after = hashes();
const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);
if (after.size === 0) {
  console.log(
    'codegen.yml generates nothing under src/**/generated/, so this check has nothing to compare',
  );
  process.exitCode = 1;
}
for (const file of changed) {
  console.log(`${file} did not match the schema. It is regenerated now: commit it`);
  process.exitCode = 1;
}
