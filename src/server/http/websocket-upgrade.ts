import { IncomingMessage } from 'node:http';

const ASKED = Symbol('upgrade');

/**
 * A request that asks to be upgraded only where it asks for a WebSocket. As soon as somebody listens for
 * upgrades, Node takes every request with the header `Upgrade` out of HTTP, and there are clients that offer
 * HTTP/2 with each (`Upgrade: h2c`; curl --http2, Java's HttpClient): RFC 9110, 7.8 lets a server ignore it.
 */
export class WebSocketOnlyUpgrade extends IncomingMessage {
  /** Set by Node's parser before the headers are known, and asked when they are. */
  [ASKED]?: boolean;

  get upgrade(): boolean {
    return this[ASKED] === true && this.headers.upgrade?.toLowerCase() === 'websocket';
  }

  set upgrade(asked: boolean | null) {
    this[ASKED] = asked === true;
  }
}
