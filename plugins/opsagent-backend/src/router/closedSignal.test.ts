import { once } from 'node:events';
import { IncomingMessage, ServerResponse, createServer, get } from 'node:http';
import { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { closedSignal } from './closedSignal';

/** Lets a client ask and leave while the request is handled. */
async function whileClientLeaves(
  handle: (response: ServerResponse, leave: () => void) => Promise<void>,
) {
  const server = createServer();
  await once(server.listen(0), 'listening');
  const { port } = server.address() as AddressInfo;
  const request = get({ port }).on('error', () => {});
  try {
    const [, response] = (await once(server, 'request')) as [
      IncomingMessage,
      ServerResponse,
    ];
    await handle(response, () => request.destroy());
  } finally {
    server.close();
  }
}

describe('closedSignal', () => {
  it('aborts when the client leaves', () =>
    whileClientLeaves(async (response, leave) => {
      const signal = closedSignal(response);
      expect(signal.aborted).toBe(false);
      leave();
      await once(signal, 'abort');
      expect(signal.aborted).toBe(true);
    }));

  it('aborts when the client has left already', () =>
    whileClientLeaves(async (response, leave) => {
      leave();
      await once(response, 'close');
      const signal = closedSignal(response);
      await nextTurn();
      expect(signal.aborted).toBe(true);
    }));
});
