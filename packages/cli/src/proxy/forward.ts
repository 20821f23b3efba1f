import { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import {
  IncomingHttpHeaders,
  IncomingMessage,
  OutgoingHttpHeaders,
  request as requestHttp,
  ServerResponse,
} from 'node:http';
import { request as requestHttps, RequestOptions } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { sendStatus } from './sendStatus';

/** Milliseconds until the cluster must have begun to answer. A watch answers at once and may then be silent for long. */
const ANSWER_TIMEOUT = 60_000;

/** Sends a request on to the cluster with the credentials of the kubeconfig, and its answer back as it comes. */
export async function forward(
  kubeConfig: KubeConfig,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const cluster = kubeConfig.getCurrentCluster();
  const path = incoming.url ?? '';
  if (!cluster || !path.startsWith('/')) {
    sendStatus(
      response,
      400,
      'BadRequest',
      'Expected a path of the API server',
    );
    return;
  }
  const server = new URL(cluster.server);
  const options: RequestOptions = {
    method: incoming.method,
    protocol: server.protocol,
    hostname: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port,
    path: server.pathname.replace(/\/$/, '') + path,
    headers: forwardedHeaders(incoming.headers),
  };
  await kubeConfig.applyToHTTPSOptions(options);

  const send = server.protocol === 'http:' ? requestHttp : requestHttps;
  const outgoing = send(options);
  response.once('close', () => outgoing.destroy());
  const answered = once(outgoing, 'response', {
    signal: AbortSignal.timeout(ANSWER_TIMEOUT),
  });
  // An answer may come, or the connection end, before the whole request is sent; `answered` tells which.
  pipeline(incoming, outgoing).catch(() => {});
  try {
    const [answer] = (await answered) as [IncomingMessage];
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    response.flushHeaders();
    await pipeline(answer, response);
  } finally {
    outgoing.destroy();
  }
}

/** They concern one connection, not the whole way. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** They say who asks, which only the kubeconfig decides. */
const IDENTITY = /^(authorization|cookie|host|impersonate-.*|x-remote-.*)$/;

function endToEnd(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)),
  );
}

function forwardedHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(endToEnd(headers)).filter(([name]) => !IDENTITY.test(name)),
  );
}
