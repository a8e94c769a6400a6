import type { Command } from 'commander';

/**
 * Adds the option --mapping, which the command needs. Checked by a hook: commander looks for options that it must have before it
 * says which one is misspelt.
 */
export function withMapping(command: Command): Command {
  return command
    .option('--mapping <file>', 'where the balances are, as YAML: see docs/adoption.md')
    .hook('preAction', (run) => {
      if (run.opts<{ mapping?: string }>().mapping === undefined)
        run.error("error: required option '--mapping <file>' not specified");
    });
}
