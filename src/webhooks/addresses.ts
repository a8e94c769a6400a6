import ipaddr from 'ipaddr.js';

/** The prefix for translators within one network (RFC 8215). ipaddr.js does not name it. */
const LOCAL_NAT64 = ipaddr.parseCIDR('64:ff9b:1::/48');

/**
 * Whether an address is one of the internet at large. Every other is private, or leads to one: loopback, private, link-local,
 * shared (CGNAT), unique local, multicast, unspecified and reserved addresses, and IPv6 addresses that carry an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return parsed.range() === 'unicast' && !(parsed.kind() === 'ipv6' && parsed.match(LOCAL_NAT64));
}

/** The address that a URL's host is; undefined if it is a name. */
export function literalAddress({ hostname }: URL): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(host) ? host : undefined;
}
