// docs/movements.md says what the code does: it is produced by running the movements.
import { format, resolveConfig } from 'prettier';
import { inRoot } from '../lib/project.mjs';
import { keepSnapshot } from '../lib/snapshot.mjs';
// Before anything that is TypeScript.
import '../../test/support/ts-loader.mjs';

const file = 'docs/movements.md';
const { page } = await import('../lib/movements/page.mjs');
const options = { ...(await resolveConfig(inRoot(file))), filepath: inRoot(file) };

keepSnapshot({
  ...{ file, now: await format(page(), options), step: 'movements' },
  differs: `The movements do not do what ${file} says.`,
});
