import { IncomingMessage } from 'node:http';

const REQUESTED = Symbol('upgrade');

/**
 * A request that counts as an upgrade only if it asks for a WebSocket. If a server listens for upgrades, Node
 * takes every request with an `Upgrade` header out of HTTP. Some clients offer HTTP/2 with each request
 * (`Upgrade: h2c`; curl --http2, Java's HttpClient), and RFC 9110, 7.8 lets a server ignore that.
 */
export class WebSocketOnlyUpgrade extends IncomingMessage {
  /** Set by Node's parser before the headers are known, and read afterwards. */
  [REQUESTED]?: boolean;

  get upgrade(): boolean {
    return this[REQUESTED] === true && this.headers.upgrade?.toLowerCase() === 'websocket';
  }

  set upgrade(requested: boolean | null) {
    this[REQUESTED] = requested === true;
  }
}
