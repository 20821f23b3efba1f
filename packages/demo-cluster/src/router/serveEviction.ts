import type { Request, Response } from 'express';
import type { DemoApi } from '../api/DemoApi';
import type { RequestTarget } from '../api/RequestTarget';
import {
  methodNotAllowed,
  notFound,
  unknownResource,
} from '../errors/failures';
import { deleteObject } from '../writes/deleteObject';
import { readDeleteOptions } from '../writes/DeleteOptions';
import { sendJson } from '../representation/sendJson';

/** Evicts a pod, which deletes it: disruption budgets are not weighed. */
export function serveEviction(
  api: DemoApi,
  { type, namespace, name = '' }: RequestTarget,
  request: Request,
  response: Response,
): void {
  if (type.kind !== 'Pod') throw unknownResource();
  if (request.method !== 'POST') throw methodNotAllowed();
  const pod = api.store.get(type, namespace, name);
  if (!pod) throw notFound(type, name);
  deleteObject(api, type, pod, readDeleteOptions(request));
  sendJson(
    response,
    {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      code: 201,
    },
    201,
  );
}
