import { connect, type Socket } from 'node:net';

/** A connection that sends what it likes, and keeps everything it is answered. */
export class RawConnection {
  private text = '';
  private readonly socket: Socket;
  readonly closed: Promise<string>;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.on('data', (data) => (this.text += data.toString()));
    // A server that hangs up on us may do so while we write.
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve(this.text)));
  }

  send(text: string): this {
    this.socket.write(text);
    return this;
  }

  /** Waits until the answer holds the text. */
  async until(text: string): Promise<string> {
    while (!this.text.includes(text)) await new Promise((resolve) => setTimeout(resolve, 10));
    return this.text;
  }

  destroy(): void {
    this.socket.destroy();
  }
}
