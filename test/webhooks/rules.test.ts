import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { isPublicAddress } from '../../src/webhooks/addresses.js';
import { pauseAfter, RETRY_TIMES } from '../../src/webhooks/delivery/backoff.js';
import { DueList } from '../../src/webhooks/delivery/due-list.js';
import { WalletOrder } from '../../src/webhooks/delivery/wallet-order.js';
import { webhookSecrets } from '../../src/webhooks/key.js';
import { signingKey, WebhookSecrets } from '../../src/webhooks/secrets.js';
import { signedHeaders } from '../../src/webhooks/sign.js';
import { faultInUrl } from '../../src/webhooks/url.js';

test('a message is signed as the test vector of Standard Webhooks says', () => {
  const headers = signedHeaders(
    { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
    [signingKey('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')],
    new Date(1_614_265_330_000),
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a message has one signature for each key', () => {
  const keys = [randomBytes(32), randomBytes(32)];
  const message = { id: 'evt_1', body: '{}' };
  const both = signedHeaders(message, keys, new Date(0))['webhook-signature'];
  const each = keys.map((key) => signedHeaders(message, [key], new Date(0))['webhook-signature']);
  expect(both).toBe(each.join(' '));
  expect(each[0]).not.toBe(each[1]);
});

describe('an address of the internet differs from one that is private or leads to one', () => {
  test.each([
    ...['8.8.8.8', '93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
    ...['172.32.0.1', '100.128.0.1', '169.253.255.255', '11.0.0.1'],
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
  test.each([
    ...['127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '::', '10.1.2.3', '172.16.0.1'],
    ...['172.31.255.255', '192.168.1.1', '169.254.169.254', 'fe80::1', '100.64.0.1', '100.127.0.1'],
    ...['fc00::1', 'fd12:3456:789a::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
    ...['64:ff9b::7f00:1', '64:ff9b::a00:1', '64:ff9b:1::1', '2002:7f00:1::', '224.0.0.1'],
    ...['ff02::1', '255.255.255.255', '240.0.0.1', '192.0.2.1', '198.18.0.1', '2001:db8::1'],
    ...['2001::1', 'localhost', ''],
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('a URL is refused with words that say what is wrong', () => {
  const strict = { allowPrivate: false };
  test.each([
    ['https://app.example/hooks?tenant=1', undefined],
    ['https://8.8.8.8:8443/', undefined],
    ['http://app.example/', 'must begin with https://'],
    ['ftp://app.example/', 'must begin with https://'],
    ['app.example', 'is no URL'],
    ['https://user:pass@app.example/', 'no user name'],
    ['https://app.example/#here', 'no fragment'],
    ['https://127.0.0.1/', 'a private address'],
    ['https://0x7f.1/', 'a private address'],
    ['https://2130706433/', 'a private address'],
    ['https://[::1]/', 'a private address'],
    ['https://[::ffff:10.0.0.1]/', 'a private address'],
    ['https://169.254.169.254/latest/meta-data', 'a private address'],
    ['https://localhost/', 'a private address'],
    ['https://api.localhost/', 'a private address'],
    [`https://app.example/${'a'.repeat(2_000)}`, 'too long'],
  ])('%s: %s', (url, words) => {
    const fault = faultInUrl(url, strict);
    if (words === undefined) expect(fault).toBeUndefined();
    else expect(fault).toContain(words);
  });
  test('where private addresses are allowed, http and this machine are, too', () => {
    for (const url of ['http://127.0.0.1:8080/hook', 'http://localhost/', 'https://10.0.0.1/'])
      expect(faultInUrl(url, { allowPrivate: true })).toBeUndefined();
    expect(faultInUrl('ftp://x/', { allowPrivate: true })).toContain('must begin with');
  });
});

describe('the pause after a failure doubles up to an hour', () => {
  test.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [12, 2_048_000],
    [13, 3_600_000],
    [1_000_000, 3_600_000],
  ])('after %i failures it is %i ms, and varies by a quarter', (attempts, pause) => {
    expect(pauseAfter(attempts, RETRY_TIMES, 0.5)).toBe(pause);
    expect(pauseAfter(attempts, RETRY_TIMES, 0)).toBe(pause * 0.75);
    expect(pauseAfter(attempts, RETRY_TIMES, 1)).toBe(pause * 1.25);
  });
});

describe('secrets are kept encrypted', () => {
  const secrets = new WebhookSecrets(randomBytes(32));
  const id = randomUUID();

  test('a secret comes back as whsec_ and the base64 of 32 bytes, and two are not the same', () => {
    const [one, other] = [secrets.create(id), secrets.create(id)];
    const text = secrets.open(id, one);
    expect(text).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(signingKey(text)).toHaveLength(32);
    expect(secrets.open(id, other)).not.toBe(text);
    expect(one.secret.includes(signingKey(text))).toBe(false);
  });

  test('another key is named, a secret of another webhook or a changed one is not read', () => {
    const sealed = secrets.create(id);
    const others = new WebhookSecrets(randomBytes(32));
    expect(() => others.open(id, sealed)).toThrow(secrets.keyName);
    expect(() => others.open(id, sealed)).toThrow(others.keyName);
    expect(() => secrets.open(randomUUID(), sealed)).toThrow('damaged');
    const changed = Buffer.from(sealed.secret);
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(() => secrets.open(id, { ...sealed, secret: changed })).toThrow('damaged');
  });

  test('without a key there are secrets in development only, the same for the same secret of tokens', () => {
    expect(webhookSecrets(undefined, undefined)).toBeUndefined();
    const derived = webhookSecrets(undefined, 'a secret');
    expect(webhookSecrets(undefined, 'a secret')?.keyName).toBe(derived?.keyName);
    expect(webhookSecrets(undefined, 'another')?.keyName).not.toBe(derived?.keyName);
    expect(webhookSecrets(randomBytes(32), 'a secret')?.keyName).not.toBe(derived?.keyName);
  });
});

describe('events go out in the order of each wallet', () => {
  const event = (name: string, ...walletIds: string[]) => ({ name, walletIds });

  test('an event of two wallets waits for the earlier ones of both, and the later ones for it', () => {
    const order = new WalletOrder<ReturnType<typeof event>>();
    const [a, b, ab, a2, c] = [
      ...[event('a', 'A'), event('b', 'B'), event('ab', 'A', 'B'), event('a2', 'A')],
      event('c', 'C'),
    ] as const;
    expect([a, b, ab, a2, c].map((one) => order.add(one))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(order.remove(a)).toEqual([]);
    expect(() => order.remove(a2)).toThrow('waits for others');
    expect(order.remove(b)).toEqual([ab]);
    expect(order.remove(ab)).toEqual([a2]);
    expect(order.remove(a2)).toEqual([]);
    expect(order.size).toBe(1);
  });

  test('events without a wallet wait for none, and one that names a wallet twice waits once', () => {
    const order = new WalletOrder<ReturnType<typeof event>>();
    const [one, two, twice] = [event('1'), event('2'), event('3', 'A', 'A')] as const;
    expect([one, two, twice].map((each) => order.add(each))).toEqual([true, true, true]);
    for (const each of [one, two, twice]) expect(order.remove(each)).toEqual([]);
    expect(order.size).toBe(0);
  });

  test('random events of random wallets go in the order of each wallet, in whatever order they end', () => {
    const order = new WalletOrder<ReturnType<typeof event>>();
    const all = Array.from({ length: 2_000 }, (_, n) =>
      event(String(n), ...Array.from({ length: 3 }, () => `${Math.floor(Math.random() * 40)}`)),
    );
    const ready = all.filter((one) => order.add(one));
    const last = new Map<string, number>();
    for (let left = all.length; left > 0; left--) {
      const [next] = ready.splice(Math.floor(Math.random() * ready.length), 1);
      for (const wallet of new Set(next!.walletIds)) {
        expect(Number(next!.name)).toBeGreaterThan(last.get(wallet) ?? -1);
        last.set(wallet, Number(next!.name));
      }
      ready.push(...order.remove(next!));
    }
    expect(order.size).toBe(0);
  });

  test('what is due comes by its moment, and of one moment in the order in which it was added', () => {
    const list = new DueList<{ nextAt: number; name: string }>();
    for (const [nextAt, name] of [
      [20, 'c'],
      [10, 'a'],
      [20, 'd'],
      [10, 'b'],
      [30, 'e'],
    ] as const)
      list.add({ nextAt, name });
    expect(list.takeDue(9)).toBeUndefined();
    const taken = Array.from({ length: 4 }, () => list.takeDue(25)?.name);
    expect(taken).toEqual(['a', 'b', 'c', 'd']);
    expect(list.takeDue(25)).toBeUndefined();
    expect(list.size).toBe(1);
  });
});
