import { randomInt } from 'node:crypto';
import net from 'node:net';
import { errorCode } from '../errors.js';

/** Below the ports that systems hand to outgoing connections, so a restart finds its port free. */
const lowestPort = 20_000;
const highestPort = 32_000;

/** A free port of 127.0.0.1: the preferred one if it is free. */
export async function choosePort(preferred: number): Promise<number> {
  if (isPort(preferred) && (await isFree(preferred))) return preferred;
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = randomInt(lowestPort, highestPort);
    if (await isFree(port)) return port;
  }
  const any = await bindBriefly(0);
  if (any === undefined) throw new Error('the system has no free port on 127.0.0.1');
  return any;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}

async function isFree(port: number): Promise<boolean> {
  return (await bindBriefly(port)) !== undefined;
}

/** Listens for a moment. @returns the port, or undefined if it is taken */
function bindBriefly(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => {
      if (['EADDRINUSE', 'EACCES'].includes(errorCode(error) ?? '')) resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: bound } = server.address() as net.AddressInfo;
      server.close(() => resolve(bound));
    });
  });
}
