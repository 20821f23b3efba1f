import type { KubernetesObject } from '@opsagent/engine';
import type { Request, Response } from 'express';
import type { DemoApi } from '../api/DemoApi';
import { isDryRun } from '../api/listOptions';
import type { RequestTarget } from '../api/RequestTarget';
import {
  methodNotAllowed,
  modified,
  notFound,
  unknownResource,
} from '../errors/failures';
import { parsePatch } from '../patch/applyPatch';
import { bodyOf, mediaTypeOf, readBody } from '../writes/readObject';
import { updateObject } from '../writes/updateObject';
import { sendJson } from '../representation/sendJson';

interface Scalable extends KubernetesObject {
  spec?: {
    replicas?: number;
    selector?: { matchLabels?: Record<string, string> };
  };
  status?: { replicas?: number };
}

const SCALABLE = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/** The `scale` subresource: reads and sets the wanted number of replicas. */
export function serveScale(
  api: DemoApi,
  target: RequestTarget,
  request: Request,
  response: Response,
): void {
  const { type, namespace, name = '' } = target;
  if (!SCALABLE.has(type.kind) || type.custom) throw unknownResource();
  const workload = api.store.get(type, namespace, name) as Scalable | undefined;
  if (!workload) throw notFound(type, name);
  const scale = scaleOf(workload);
  const wanted = nextScale(target, request, scale);
  if (!wanted) {
    sendJson(response, scale);
    return;
  }
  const { resourceVersion } = wanted.metadata;
  if (resourceVersion && resourceVersion !== scale.metadata.resourceVersion) {
    throw modified(type, name);
  }
  const { replicas } = (wanted as Scalable).spec ?? {};
  const updated = updateObject(api, type, {
    previous: workload,
    next: { ...workload, spec: { ...workload.spec, replicas: replicas ?? 0 } },
    dryRun: isDryRun(request.query.dryRun, 'UpdateOptions'),
  });
  sendJson(response, scaleOf(updated));
}

/** The scale a write asks for; undefined for a read. */
function nextScale(
  { type, verb }: RequestTarget,
  request: Request,
  scale: KubernetesObject,
): KubernetesObject | undefined {
  switch (verb) {
    case 'get':
      return undefined;
    case 'update':
      return readBody(request, 'Scale') as KubernetesObject;
    case 'patch':
      return parsePatch(type, mediaTypeOf(request), bodyOf(request))(scale);
    default:
      throw methodNotAllowed();
  }
}

function scaleOf({ metadata, spec, status }: Scalable): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const selector = Object.entries(spec?.selector?.matchLabels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec?.replicas ?? 1 },
    status: { replicas: status?.replicas ?? 0, selector },
  };
}
