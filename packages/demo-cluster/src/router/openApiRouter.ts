import { Router } from 'express';
import type { ResourceType } from '../api/ResourceType';
import { TypeRegistry } from '../api/TypeRegistry';
import { sendJson } from '../representation/sendJson';

/**
 * As much of the OpenAPI documents as `kubectl apply` and `kubectl create` ask for: that the server validates fields itself. Schemas are not described, and fields
 * are in fact not validated.
 */
export function openApiRouter(types: TypeRegistry): Router {
  const router = Router();
  const groupVersions = new Map<string, ResourceType[]>();
  for (const type of types.types) {
    const path = type.group
      ? `apis/${type.group}/${type.version}`
      : `api/${type.version}`;
    groupVersions.set(path, [...(groupVersions.get(path) ?? []), type]);
  }
  router.get('/openapi/v3', (_request, response) => {
    const paths = [...groupVersions.keys()].map(path => [
      path,
      { serverRelativeURL: `/openapi/v3/${path}` },
    ]);
    sendJson(response, { paths: Object.fromEntries(paths) });
  });
  router.get('/openapi/v3/*', (request, response, next) => {
    const path = request.path.slice('/openapi/v3/'.length);
    const ofVersion = groupVersions.get(path);
    if (!ofVersion) return next();
    return sendJson(response, {
      openapi: '3.0.0',
      info: { title: 'Kubernetes', version: 'v1.35.4' },
      paths: Object.fromEntries(
        ofVersion.map(type => [`/${path}/${type.plural}`, operations(type)]),
      ),
    });
  });
  return router;
}

function operations({ group, version, kind }: ResourceType) {
  const fieldValidation = {
    name: 'fieldValidation',
    in: 'query',
    schema: { type: 'string' },
  };
  const patch = {
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': { group, version, kind },
    parameters: [fieldValidation],
    responses: {},
  };
  return { patch };
}
