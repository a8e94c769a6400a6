import { connect } from 'node:net';

const LENGTH = 'content-length: ';

/**
 * One keep-alive HTTP connection without a client library. A library costs several times as much processor
 * time, and the load shares its processors with the gateway. It sends one request at a time.
 */
export class Connection {
  #socket;
  #received = '';
  #answer;
  #head;
  /** Whether the last answer announced that the server closes the connection. */
  isClosing = false;

  /** @param onEnd called once when the connection has ended: with the error if it broke or an answer was outstanding, and with whether one was */
  constructor(url, bearer, onEnd) {
    const { hostname, port } = new URL(url);
    this.#head =
      `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n` +
      `authorization: Bearer ${bearer}\r\n${LENGTH}`;
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    /** Resolves when the connection is open. If it never opens, only `onEnd` is called. */
    this.opened = new Promise((resolve) => this.#socket.once('connect', resolve));
    this.#socket.setEncoding('latin1'); // one character per byte, because lengths are in bytes
    this.#socket.on('data', (text) => this.#take(text));
    let failure;
    this.#socket.on('error', (error) => (failure = error));
    this.#socket.on('close', () => {
      const waiting = this.#answer !== undefined;
      if (waiting) failure ??= new Error('a connection ended without an answer');
      onEnd(failure, waiting);
    });
  }

  /** @param body ASCII @param answer called with the status and the body, one character per byte */
  ask(body, answer) {
    this.#answer = answer;
    this.#socket.write(`${this.#head}${body.length}\r\n\r\n${body}`, 'latin1');
  }

  end() {
    this.#socket.destroy();
  }

  #take(text) {
    this.#received += text;
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    // Both the gateway and the rivals run on Fastify, which writes names of headers in lower case.
    const at = this.#received.indexOf(LENGTH);
    if (at < 0 || at > headEnd)
      return void this.#socket.destroy(new Error('an answer has no length'));
    const end =
      headEnd + 4 + Number.parseInt(this.#received.slice(at + LENGTH.length, headEnd), 10);
    if (this.#received.length < end) return;
    const status = Number(this.#received.slice(9, 12));
    const body = this.#received.slice(headEnd + 4, end);
    const closing = this.#received.indexOf('\r\nconnection: close', 0);
    this.isClosing = closing >= 0 && closing < headEnd;
    this.#received = this.#received.slice(end);
    const answer = this.#answer;
    this.#answer = undefined;
    answer(status, body);
  }
}
