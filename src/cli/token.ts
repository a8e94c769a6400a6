import { Command, InvalidArgumentError, Option } from 'commander';
import { signToken } from '../auth/index.js';
import { ROLES, type Role } from '../domain/index.js';
import { environment } from './environment.js';
import { signingSecret } from './secret.js';
import { subject } from './subject.js';

const SECONDS_BY_UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

interface TokenOptions {
  readonly sub: string;
  readonly roles: readonly Role[];
  /** Seconds. */
  readonly expires: number;
}

export function tokenCommand(): Command {
  return new Command('token')
    .description(
      'Print a token, signed with AUTH_JWT_SECRET or, in development, the secret in DATA_DIR.',
    )
    .requiredOption('--sub <id>', 'owner id of the bearer', subject)
    .addOption(
      new Option('--roles <roles>', `one or more of ${ROLES.join(', ')}, separated by commas`)
        .default(['MEMBER'], 'MEMBER')
        .argParser(roles),
    )
    .addOption(
      new Option('--expires <time>', 'lifetime of the token, such as 30s, 15m, 12h or 7d')
        .default(43_200, '12h')
        .argParser(seconds),
    )
    .action(async ({ sub, roles: wanted, expires }: TokenOptions) => {
      const config = environment();
      const token = await signToken({
        secret: await signingSecret(config),
        sub,
        roles: wanted,
        ttlSeconds: expires,
        issuer: config.issuer,
        audience: config.audience,
      });
      process.stdout.write(`${token}\n`);
    });
}

function roles(text: string): Role[] {
  return text.split(',').map((part) => {
    const role = ROLES.find((one) => one === part.trim().toUpperCase());
    if (!role) throw new InvalidArgumentError(`"${part}" is not a role. Use ${ROLES.join(', ')}.`);
    return role;
  });
}

function seconds(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,6})([smhd])$/.exec(text) ?? [];
  const factor = SECONDS_BY_UNIT[unit ?? ''];
  if (count === undefined || factor === undefined)
    throw new InvalidArgumentError('It must be a number followed by s, m, h or d, such as 12h.');
  return Number(count) * factor;
}
