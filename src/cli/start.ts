import { Command } from 'commander';

/** `onebook start`: runs the gateway in this process, so that it gets the signals and sets the exit code. */
export function startCommand(): Command {
  return new Command('start')
    .description('Run the gateway, as npm start does in the repository, until a signal stops it.')
    .action(async () => {
      await import('../main.js');
    });
}
