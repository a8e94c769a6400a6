// In CI, the checks must not change a committed file or leave a new one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot, root } from '../lib/project.mjs';

if (!existsSync(inRoot('.git'))) {
  console.log('skipped: this is not a git clone');
} else {
  // Reads standard output only: on standard error git also warns, for example of an unreadable home.
  const stdio = ['ignore', 'pipe', 'inherit'];
  const git = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8', stdio });
  if (git.error) throw git.error;
  if (git.status !== 0 || git.stdout.trim() !== '') {
    console.log(git.stdout.trimEnd());
    console.log(
      git.status === 0
        ? 'the check changed the working tree. Commit or discard these files'
        : `git exited with ${git.status}`,
    );
    process.exitCode = 1;
  }
}
