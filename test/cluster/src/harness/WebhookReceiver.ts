import {
  NoticeEvent,
  noticeEventSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { once } from 'node:events';
import { Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** Takes what portals tell over a webhook, and keeps it in the order of its coming. */
export class WebhookReceiver {
  readonly url: string;
  readonly received: NoticeEvent[] = [];
  readonly #server: Server;

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new WebhookReceiver(server);
  }

  private constructor(server: Server) {
    const { port } = server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}/`;
    this.#server = server;
    server.on('request', async (request, response) => {
      this.received.push(noticeEventSchema.parse(await json(request)));
      response.writeHead(204).end();
    });
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
