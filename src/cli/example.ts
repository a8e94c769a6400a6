import { Command, InvalidArgumentError } from 'commander';
import { signToken } from '../auth/index.js';
import type { Role } from '../domain/index.js';
import { environment } from './environment.js';
import { signingSecret } from './secret.js';
import { subject } from './subject.js';

const TWELVE_HOURS = 12 * 3_600;

interface ExampleOptions {
  readonly sub: string;
  readonly currency: string;
  readonly url?: string;
}

export function exampleCommand(): Command {
  return new Command('example')
    .description(
      'Print a link to the example page, with tokens for a cashier and a player. Not in production.',
    )
    .option('--sub <id>', "the player: an owner's id", subject, 'alice')
    .option('--currency <code>', "which of the player's wallets is shown first", 'USD')
    .option('--url <url>', 'where the gateway is; otherwise what HOST and PORT say', gatewayUrl)
    .action(async ({ sub, currency, url }: ExampleOptions) => {
      const config = environment();
      if (config.production)
        throw new Error('the example is not served where NODE_ENV is production');
      const secret = await signingSecret(config);
      const { issuer, audience } = config;
      const token = (owner: string, role: Role) =>
        signToken({
          ...{ secret, issuer, audience, sub: owner, roles: [role] },
          ttlSeconds: TWELVE_HOURS,
        });
      const link = new URL('/examples/cashier-and-player/', url ?? urlOf(config));
      // Behind the #, which a browser keeps to itself: tokens are in no request line and no log.
      link.hash = new URLSearchParams({
        cashier: await token('cashier', 'CASHIER'),
        player: await token(sub, 'MEMBER'),
        owner: sub,
        currency,
      }).toString();
      process.stdout.write(`${link.href}\n`);
    });
}

function urlOf({ host, port }: { host: string; port: number }): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function gatewayUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:4000.');
  return url.href;
}
