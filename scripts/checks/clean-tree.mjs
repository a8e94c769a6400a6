// In CI: nothing that ran may have changed a file that is committed, or left one that is not.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot, root } from '../lib/project.mjs';

if (!existsSync(inRoot('.git'))) {
  console.log('not a git clone: there is nothing to compare with');
} else {
  // Standard output alone: git also warns, of a home that cannot be read for one, on the other.
  const stdio = ['ignore', 'pipe', 'inherit'];
  const git = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8', stdio });
  if (git.error) throw git.error;
  if (git.status !== 0 || git.stdout.trim() !== '') {
    console.log(git.stdout.trimEnd());
    console.log(
      git.status === 0 ? 'the tree is dirty after the check' : `git ended with ${git.status}`,
    );
    process.exitCode = 1;
  }
}
