// Generated code must be what the schema gives today. It is generated in place, so that a failure
// leaves the tree right and only has to be committed.
import { filesUnder, hashOf } from '../lib/files.mjs';
import { run } from '../lib/children.mjs';
import { inRoot } from '../lib/project.mjs';

const isGenerated = (file) => file.split('/').includes('generated');
const hashes = () =>
  new Map(
    ['src', 'sdk', 'examples']
      .flatMap((folder) => filesUnder(folder))
      .filter(isGenerated)
      .map((file) => [file, hashOf([file])]),
  );

const before = hashes();
const cli = inRoot('node_modules/@graphql-codegen/cli/esm/bin.js');
const { code, output } = await run([process.execPath, cli, '--config', 'codegen.yml', '--silent'], {
  output: 'capture',
});
if (code !== 0) {
  console.log(output);
  console.log(`graphql-codegen ended with ${code}`);
  process.exit(1);
}

const after = hashes();
const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);
if (after.size === 0) {
  console.log(
    'codegen.yml generates nothing under src/**/generated/: this check would see nothing',
  );
  process.exitCode = 1;
}
for (const file of changed) {
  console.log(`${file} was not what the schema gives; it is now: commit it`);
  process.exitCode = 1;
}
