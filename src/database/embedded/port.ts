import { randomInt } from 'node:crypto';
import net from 'node:net';
import { errorCode } from './error.js';
import { readIfThere, writeWhole } from './files.js';
import type { Place } from './types.js';

/** Below the ports that systems hand to outgoing connections, so a restart finds its port free. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** Whether a server could listen on this port of 127.0.0.1 just now. */
export async function isFree(port: number): Promise<boolean> {
  return (await bind(port)) !== undefined;
}

/** A free port: that of the last start if it can be had, so that URLs stay the same. */
export async function choosePort(place: Place): Promise<number> {
  const last = Number(await readIfThere(place.portFile));
  if (Number.isInteger(last) && last > 0 && last < 65_536 && (await isFree(last))) return last;
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  const any = await bind(0);
  if (any === undefined) throw new Error('the system has no free port on 127.0.0.1');
  return any;
}

export async function rememberPort(place: Place, port: number): Promise<void> {
  if (Number(await readIfThere(place.portFile)) !== port)
    await writeWhole(place.portFile, `${port}\n`);
}

/** Listens for a moment. @returns the port, or undefined when it is taken */
function bind(port: number): Promise<number | undefined> {
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
