import type { ObjectOf } from '@opsagent/engine';
import type { Request, Response } from 'express';
import type { DemoApi } from '../api/DemoApi';
import { isTrue, RequestTarget } from '../api/RequestTarget';
import { text } from '../api/listOptions';
import {
  methodNotAllowed,
  notFound,
  unknownResource,
} from '../errors/failures';
import { parseLogOptions, selectLines } from './logLines';
import { loggedContainer } from './loggedContainer';

/** What a kubelet says of a run whose log it no longer has. */
const LOST = 'unable to retrieve container logs\n';

/** A container's recorded log. A container that has run and whose log the dump does not hold has an empty one. */
export function serveLogs(
  api: DemoApi,
  { type, verb, namespace, name = '' }: RequestTarget,
  request: Request,
  response: Response,
): void {
  if (type.kind !== 'Pod') throw unknownResource();
  if (verb !== 'get') throw methodNotAllowed();
  const pod = api.store.get(type, namespace, name) as
    ObjectOf<'Pod'> | undefined;
  if (!pod) throw notFound(type, name);
  const options = parseLogOptions(request.query, name);
  const wanted = text(request.query.container);
  const previous = isTrue(request.query.previous);
  const container = loggedContainer(pod, wanted, previous);
  if (!container) {
    response.status(204).end();
    return;
  }
  const key = `${namespace}/${name}/${container.name}`;
  const whole =
    pod.spec?.containers.length === 1 ? `${namespace}/${name}` : undefined;
  const latest = api.logs.get(key) ?? (whole && api.logs.get(whole));
  // Between two runs the last one counts as the previous one too.
  const log = previous
    ? (api.logs.get(`${key}/previous`) ?? (container.ended ? latest : LOST))
    : latest;
  const lines = selectLines(log ?? '', {
    ...options,
    startedAt: container.startedAt,
    now: api.now(),
  });
  response.type('text/plain').send(lines);
}
