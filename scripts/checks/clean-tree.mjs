// In CI: nothing that ran may have changed a file that is committed, or left one that is not.
import { existsSync } from 'node:fs';
import { run } from '../lib/children.mjs';
import { inRoot } from '../lib/project.mjs';

if (!existsSync(inRoot('.git'))) {
  console.log('not a git clone: there is nothing to compare with');
} else {
  const { code, output } = await run(['git', 'status', '--porcelain'], { output: 'capture' });
  if (code !== 0 || output.trim() !== '') {
    console.log(output.trimEnd());
    console.log(code === 0 ? 'the tree is dirty after the check' : `git ended with ${code}`);
    process.exitCode = 1;
  }
}
