import type { AddressInfo, Server } from 'node:net';

/** The URL of a database through a proxy that listens on this machine. */
export function urlThrough(proxy: Server, target: string | URL): string {
  const url = new URL(target);
  url.port = String((proxy.address() as AddressInfo).port);
  return url.href;
}
