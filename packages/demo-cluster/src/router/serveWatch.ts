import { apiVersionOf, KubernetesObject } from '@opsagent/engine';
import type { Response } from 'express';
import type { DemoApi } from '../api/DemoApi';
import type { ListOptions } from '../api/listOptions';
import type { RequestTarget } from '../api/RequestTarget';
import { expired } from '../errors/failures';
import { StatusError } from '../errors/Status';
import { Renderer } from '../representation/Renderer';
import { Change } from '../store/Change';
import { selection, watchEventOf } from './watchEvents';

const BOOKMARK_INTERVAL = 60_000;
/** A bookmark goes out this long before the end, so that the client can resume without reading again. */
const BOOKMARK_BEFORE_END = 2_000;
const DEFAULT_TIMEOUT_SECONDS = 45 * 60;
const INITIAL_EVENTS_END = { 'k8s.io/initial-events-end': 'true' };

/** Streams changes, one JSON document a line, until the client goes away or the watch times out. */
export function serveWatch(
  api: DemoApi,
  request: { target: RequestTarget; options: ListOptions; renderer: Renderer },
  response: Response,
): void {
  const { target, options, renderer } = request;
  const { store } = api;
  const from = startOf(options);
  const selects = selection(target.namespace, options);

  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, private',
  });
  response.flushHeaders();
  const send = (type: string, object: unknown) =>
    response.write(`${JSON.stringify({ type, object })}\n`);
  const sendChange = (change: Change) => {
    if (change.type !== target.type) return;
    const event = watchEventOf(change, selects);
    if (event) send(event.type, renderer.event(event.object));
  };
  const sendBookmark = (annotations?: Record<string, string>) => {
    if (!options.allowWatchBookmarks) return;
    const object = bookmark(target, store.revision, annotations);
    send('BOOKMARK', renderer.event(object));
  };

  if (from === undefined || options.sendInitialEvents) {
    const objects = store.list(target.type).filter(selects);
    for (const object of objects) send('ADDED', renderer.event(object));
    sendBookmark(INITIAL_EVENTS_END);
  } else {
    const missed = store.changes.since(from);
    if (!missed) {
      const message = `too old resource version: ${from} (${store.revision})`;
      send('ERROR', expired(message).status);
      response.end();
      return;
    }
    missed.forEach(sendChange);
  }

  const unsubscribe = store.changes.subscribe(sendChange);
  const timeout = (options.timeoutSeconds || DEFAULT_TIMEOUT_SECONDS) * 1000;
  const timers = [
    setTimeout(() => response.end(), timeout),
    setTimeout(sendBookmark, Math.max(0, timeout - BOOKMARK_BEFORE_END)),
    setInterval(sendBookmark, BOOKMARK_INTERVAL),
  ];
  response.on('close', () => {
    unsubscribe();
    timers.forEach(clearTimeout);
  });
}

/** The revision to resume after; undefined to begin with all objects as they are now. */
function startOf({ resourceVersion }: ListOptions): number | undefined {
  if (resourceVersion === undefined || resourceVersion === '0') {
    return undefined;
  }
  if (/^\d+$/.test(resourceVersion)) return Number(resourceVersion);
  throw new StatusError({
    message: `resourceVersion: Invalid value: "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`,
    code: 500,
  });
}

function bookmark(
  { type }: RequestTarget,
  revision: number,
  annotations: Record<string, string> | undefined,
) {
  const metadata = {
    resourceVersion: String(revision),
    ...(annotations ? { annotations } : {}),
  };
  return {
    kind: type.kind,
    apiVersion: apiVersionOf(type),
    metadata,
    // A bookmark is the one object without a name.
  } as KubernetesObject;
}
