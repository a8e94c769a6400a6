import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { programPackages } from '../../.dependency-cruiser.mjs';
import { readJson } from '../../scripts/lib/files.mjs';
import { inRoot, root, say, Stop } from '../../scripts/lib/project.mjs';

const DONE = 'dist/.built-for-bench';

/**
 * Another revision of the gateway, built beside this one under `.bench/` and kept for later runs. It uses the packages that
 * are installed here.
 */
export class OtherRevision {
  #commit;

  /** @param revision name of a commit, as git understands it @throws {Stop} if git does not know it */
  constructor(revision) {
    try {
      this.#commit = git('rev-parse', '--verify', `${revision}^{commit}`).toString().trim();
    } catch {
      throw new Stop(`--against ${revision} is no commit that git knows here`);
    }
    this.revision = this.#commit.slice(0, 7);
  }

  /** Builds it, if that was not done before. @returns its folder */
  async built() {
    const folder = inRoot('.bench', `revision-${this.revision}`);
    if (existsSync(path.join(folder, DONE))) return folder;
    say(`building the gateway of ${this.revision} …`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['-x', '-C', folder], { input: git('archive', this.#commit) });
    this.#refuseOtherPackages(folder);
    linkWorkspaces(folder);
    for (const name of workspacesOf(folder))
      compile(folder, `packages/${name}/tsconfig.build.json`);
    compile(folder, 'tsconfig.build.json');
    mkdirSync(path.join(folder, DONE));
    return folder;
  }

  /** Node finds the packages in the folder above, so they must be those of that revision. */
  #refuseOtherPackages(folder) {
    const { dependencies, devDependencies } = readJson(path.join(folder, 'package.json'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (name.startsWith('@onebook/') || !programPackages.includes(name)) continue;
      const installed = readJson(inRoot('node_modules', name, 'package.json'))?.version;
      if (installed !== version)
        throw new Stop(
          `--against ${this.revision} needs ${name} ${version}, but ${installed ?? 'none'} is installed. ` +
            'Choose a revision with the same dependencies',
        );
    }
  }
}

const git = (...args) =>
  execFileSync('git', args, { cwd: root, maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'ignore'] });

const workspacesOf = (folder) =>
  Object.keys(readJson(path.join(folder, 'package.json')).dependencies)
    .filter((name) => name.startsWith('@onebook/'))
    .map((name) => name.slice('@onebook/'.length));

/** The packages of the repository itself are those of the revision. */
function linkWorkspaces(folder) {
  mkdirSync(path.join(folder, 'node_modules/@onebook'), { recursive: true });
  for (const name of workspacesOf(folder))
    symlinkSync(`../../packages/${name}`, path.join(folder, 'node_modules/@onebook', name));
}

function compile(folder, project) {
  const tsc = inRoot('node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', project], { cwd: folder, stdio: ['ignore', 2, 2] });
}
