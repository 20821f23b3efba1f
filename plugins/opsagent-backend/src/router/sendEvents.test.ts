import { InvestigationEvent } from '@opsagent/backstage-plugin-opsagent-common';
import express from 'express';
import { once } from 'node:events';
import { IncomingMessage, createServer, get } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendEvents } from './sendEvents';

const PIECE: InvestigationEvent = { type: 'text', text: 'x'.repeat(100_000) };

/** Sends a large event again and again, and tells how often it could, and when it was told to stop. */
async function startSending(patience?: number) {
  let sent = 0;
  let isStopped = false;
  async function* pieces() {
    try {
      for (;;) {
        yield PIECE;
        sent += 1;
        await sleep(0);
      }
    } finally {
      isStopped = true;
    }
  }
  const app = express();
  app.get('/', (_, response) => {
    void sendEvents(response, pieces(), { patience });
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const request = get({ port, host: '127.0.0.1' });
  const [answer]: IncomingMessage[] = await once(request, 'response');
  answer.on('error', () => {});
  const until = async (met: () => boolean) => {
    while (!met()) await sleep(10);
  };
  return {
    answer,
    until,
    sent: () => sent,
    isStopped: () => isStopped,
    stop: () => {
      request.destroy();
      server.close();
    },
  };
}

describe('sendEvents', () => {
  it('sends no faster than is read, and goes on when it is', async () => {
    const { answer, sent, stop, until } = await startSending();
    answer.pause();
    let before = -1;
    while (before < sent()) {
      before = sent();
      await sleep(200);
    }
    answer.resume();
    await until(() => sent() > before + 10);
    stop();
  });

  it('stops when the client has left', async () => {
    const { answer, isStopped, stop, until } = await startSending();
    answer.pause();
    await sleep(100);
    stop();
    await until(isStopped);
  });

  it('lets a client go that never reads', async () => {
    const { answer, isStopped, stop, until } = await startSending(200);
    answer.pause();
    const closed = once(answer, 'close').catch(() => {});
    await until(isStopped);
    answer.resume();
    await closed;
    expect(answer.complete).toBe(false);
    stop();
  });
});
