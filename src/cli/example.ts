import { Command, InvalidArgumentError } from 'commander';
import { signToken } from '../auth/index.js';
import type { Role } from '../domain/index.js';
import { environment } from './environment.js';
import { signingSecret } from './secret.js';
import { subject } from './subject.js';

const TTL_SECONDS = 12 * 3_600;

interface ExampleOptions {
  readonly sub: string;
  readonly currency: string;
  readonly url?: string;
}

export function exampleCommand(): Command {
  return new Command('example')
    .description(
      'Print a link to the example page, with tokens for a cashier and a player. Refused in production.',
    )
    .option('--sub <id>', 'owner id of the player', subject, 'alice')
    .option('--currency <code>', "currency of the player's wallet to show first", 'USD')
    .option('--url <url>', 'URL of the gateway (default: from HOST and PORT)', gatewayUrl)
    .action(async ({ sub, currency, url }: ExampleOptions) => {
      const config = environment();
      if (config.production)
        throw new Error('the example page is not served in production: NODE_ENV is production');
      const secret = await signingSecret(config);
      const { issuer, audience } = config;
      const token = (owner: string, role: Role) =>
        signToken({
          secret,
          issuer,
          audience,
          sub: owner,
          roles: [role],
          ttlSeconds: TTL_SECONDS,
        });
      const link = new URL('/examples/cashier-and-player/', url ?? urlOf(config));
      // After the #: a browser does not send that part, so the tokens reach no request line or log.
      link.hash = new URLSearchParams({
        cashier: await token('cashier', 'CASHIER'),
        player: await token(sub, 'MEMBER'),
        owner: sub,
        currency,
      }).toString();
      process.stdout.write(`${link.href}\n`);
    });
}

/** Where a browser on this machine finds the gateway. It cannot open the address that means all of them. */
function urlOf({ host, port }: { host: string; port: number }): string {
  const address = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function gatewayUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:4000.');
  return url.href;
}
