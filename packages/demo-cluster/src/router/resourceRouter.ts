import type { KubernetesObject } from '@opsagent/engine';
import { Request, Response, Router } from 'express';
import type { DemoApi } from '../api/DemoApi';
import { isDryRun, parseListOptions, text } from '../api/listOptions';
import { listPage } from '../api/listPage';
import { parseTarget, RequestTarget } from '../api/RequestTarget';
import {
  invalid,
  methodNotAllowed,
  notFound,
  unknownResource,
} from '../errors/failures';
import { APPLY_PATCH, parsePatch } from '../patch/applyPatch';
import { Renderer } from '../representation/Renderer';
import { createObject } from '../writes/createObject';
import { deleteObject } from '../writes/deleteObject';
import { readDeleteOptions } from '../writes/DeleteOptions';
import { bodyOf, mediaTypeOf, readObject } from '../writes/readObject';
import { updateObject } from '../writes/updateObject';
import { handler } from './handler';
import { serveEviction } from './serveEviction';
import { serveLogs } from './serveLogs';
import { serveScale } from './serveScale';
import { selection } from './watchEvents';
import { serveWatch } from './serveWatch';

interface Exchange {
  api: DemoApi;
  target: RequestTarget;
  request: Request;
  response: Response;
  renderer: Renderer;
}

const VERBS: Readonly<
  Record<RequestTarget['verb'], (exchange: Exchange) => void>
> = {
  get({ api, target, response, renderer }) {
    renderer.send(response, 200, renderer.one(existing(api, target)));
  },

  list({ api, target, request, response, renderer }) {
    const options = parseListOptions(request.query, target.type);
    const page = listPage(api.store, target, options);
    renderer.send(response, 200, renderer.list(page));
  },

  watch({ api, target, request, response, renderer }) {
    const options = parseListOptions(request.query, target.type);
    serveWatch(api, { target, options, renderer }, response);
  },

  create({ api, target, request, response, renderer }) {
    const dryRun = isDryRun(request.query.dryRun, 'CreateOptions');
    const object = readObject(request, target.type, target.namespace);
    const created = createObject(api, target.type, object, { dryRun });
    renderer.send(response, 201, renderer.one(created));
  },

  update({ api, target, request, response, renderer }) {
    const dryRun = isDryRun(request.query.dryRun, 'UpdateOptions');
    const next = readObject(request, target.type, target.namespace);
    const { subresource } = target;
    const previous = existing(api, target);
    const updated = updateObject(api, target.type, {
      previous,
      next,
      subresource,
      dryRun,
    });
    renderer.send(response, 200, renderer.one(updated));
  },

  patch({ api, target, request, response, renderer }) {
    const { type, namespace, name = '', subresource } = target;
    const dryRun = isDryRun(request.query.dryRun, 'PatchOptions');
    const mediaType = mediaTypeOf(request);
    const patch = parsePatch(type, mediaType, bodyOf(request));
    const applied = mediaType === APPLY_PATCH;
    if (applied) requireFieldManager(request);
    const previous = api.store.get(type, namespace, name);
    if (!previous && applied) {
      const metadata = { name, namespace };
      const empty = { kind: type.kind, apiVersion: type.version, metadata };
      const created = createObject(api, type, patch(empty), { dryRun });
      renderer.send(response, 201, renderer.one(created));
      return;
    }
    if (!previous) throw notFound(type, name);
    const next = patch(previous);
    const change = { previous, next, subresource, dryRun };
    const updated = updateObject(api, type, change);
    renderer.send(response, 200, renderer.one(updated));
  },

  delete({ api, target, request, response, renderer }) {
    if (target.subresource) throw methodNotAllowed();
    const options = readDeleteOptions(request);
    const object = existing(api, target);
    const body = deleteObject(api, target.type, object, options);
    renderer.send(response, 200, body);
  },

  deletecollection({ api, target, request, response, renderer }) {
    const { type, namespace } = target;
    const options = readDeleteOptions(request);
    const selects = selection(namespace, parseListOptions(request.query, type));
    const items = api.store.list(type, namespace).filter(selects);
    for (const object of items) deleteObject(api, type, object, options);
    const metadata = { resourceVersion: String(api.store.revision) };
    renderer.send(response, 200, renderer.list({ items, metadata }));
  },
};

/** Reads and writes of all kinds. Requests outside the served groups go on to the next handler. */
export function resourceRouter(api: DemoApi): Router {
  const router = Router();
  router.use((request, response, next) =>
    handler(() => {
      const target = parseTarget(request, api.types);
      if (!target) return next();
      api.access.check(target);
      return serve(api, target, request, response);
    })(request, response, next),
  );
  return router;
}

function serve(
  api: DemoApi,
  target: RequestTarget,
  request: Request,
  response: Response,
) {
  switch (target.subresource) {
    case undefined:
    case 'status':
      break;
    case 'log':
      return serveLogs(api, target, request, response);
    case 'scale':
      return serveScale(api, target, request, response);
    case 'eviction':
      return serveEviction(api, target, request, response);
    default:
      throw unknownResource();
  }
  const renderer = Renderer.forRequest(request, target.type, api.now);
  return VERBS[target.verb]({ api, target, request, response, renderer });
}

function existing(
  { store }: DemoApi,
  { type, namespace, name = '' }: RequestTarget,
): KubernetesObject {
  const object = store.get(type, namespace, name);
  if (!object) throw notFound(type, name);
  return object;
}

function requireFieldManager(request: Request) {
  if (text(request.query.fieldManager)) return;
  throw invalid(
    { kind: 'PatchOptions', group: 'meta.k8s.io' },
    {
      reason: 'FieldValueRequired',
      message: 'Required value: is required for apply patch',
      field: 'fieldManager',
    },
  );
}
