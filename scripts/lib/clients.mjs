import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './children.mjs';
import { inRoot, Stop } from './project.mjs';

/** The compiler of Relay, which brings programs for all platforms: 118 MB that no other command needs. */
const RELAY_COMPILER = 'relay-compiler@21.0.1';

/**
 * How each client of examples/clients is tried. Each function gets a gateway and throws if the client is not generated, does
 * not pass its own checks, or does not pay.
 */
export const clients = {
  relay: () =>
    inCopy('relay', async (folder) => {
      const install = ['install', '--no-save', '--prefix', folder, RELAY_COMPILER];
      await succeed(['npm', ...install], folder);
      const compiler = path.join(folder, 'node_modules/.bin/relay-compiler');
      await succeed([compiler, '--validate', 'relay.config.json'], folder);
    }),

  python: (gateway) =>
    inCopy('python', async (folder) => {
      await need('python3', ['--version'], 'Python 3.10 or newer');
      await succeed(['python3', '-m', 'venv', 'venv'], folder);
      const tool = (name) => path.join(folder, 'venv/bin', name);
      await succeed([tool('pip'), 'install', '--quiet', '-r', 'requirements.txt'], folder);
      await succeed([tool('ariadne-codegen')], folder);
      // A scalar without a type would be Any. The client's own code has Any for the options of its transport.
      refuseInFields(
        path.join(folder, 'onebook'),
        /^(?!client|.*base_|exceptions).*\.py$/,
        /\bAny\b/,
      );
      await succeed([tool('mypy'), 'pay.py'], folder);
      await pay(gateway, [tool('python'), 'pay.py'], folder);
    }),

  go: (gateway) =>
    inCopy('go', async (folder) => {
      await need('go', ['version'], 'Go 1.25 or newer');
      await succeed(['go', 'tool', 'genqlient'], folder);
      refuseInFields(folder, /^generated\.go$/, /json:".*\bany\b|^\t\w+ +(interface\{\}|any)\b/m);
      await succeed(['go', 'vet', './...'], folder);
      await succeed(['go', 'build', '-o', 'pay', '.'], folder);
      await pay(gateway, [path.join(folder, 'pay')], folder);
    }),

  kotlin: (gateway) =>
    inCopy('kotlin', async (folder) => {
      await need('java', ['-version'], 'A JDK, 17 or newer,');
      await need('mvn', ['--version'], 'Maven 3.8 or newer');
      await succeed(['mvn', '--batch-mode', '--quiet', 'compile'], folder);
      const generated = path.join(folder, 'target/apollo');
      refuseInFields(generated, /\.kt$/, /\bva[lr] \w+: (Optional<)?(List<)?Any\b/);
      const libraries = readFileSync(path.join(folder, 'target/classpath'), 'utf8').trim();
      const classpath = ['target/classes', libraries].join(path.delimiter);
      await pay(gateway, ['java', '-classpath', classpath, 'onebook.PayKt'], folder);
    }),
};

async function pay(gateway, command, cwd) {
  const { checkPayingProgram } = await import('../../test/clients/paying-program.ts');
  await checkPayingProgram(gateway, command, { cwd });
}

/** Works in a copy of a client's folder, with the documents and the schema where its configuration expects them. */
async function inCopy(name, work) {
  const home = mkdtempSync(path.join(tmpdir(), 'onebook-client-'));
  const files = [
    'schema.snapshot.graphql',
    'examples/clients/operations.graphql',
    `examples/clients/${name}`,
  ];
  try {
    for (const file of files) cpSync(inRoot(file), path.join(home, file), { recursive: true });
    await work(path.join(home, 'examples/clients', name));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** @throws {Stop} if the command fails, with its output. */
async function succeed(command, cwd) {
  const { code, output } = await run(command, { output: 'capture', cwd });
  if (code !== 0) throw new Stop(`"${command.join(' ')}" exited with ${code}\n${output}`);
}

/** @throws {Stop} if there is no such program. */
async function need(program, args, what) {
  const { code } = await run([program, ...args], { output: 'capture' }).catch(() => ({ code: 1 }));
  if (code !== 0) throw new Stop(`${what} is missing: \`${program} ${args.join(' ')}\` fails`);
}

/** @throws {Stop} if a generated file has a field without a type of its own. */
function refuseInFields(folder, files, untyped) {
  const names = readdirSync(folder, { recursive: true });
  for (const file of names.filter((name) => files.test(name))) {
    const found = untyped.exec(readFileSync(path.join(folder, file), 'utf8'));
    if (found) throw new Stop(`${file} has a field without a type: ${found[0]}`);
  }
}
