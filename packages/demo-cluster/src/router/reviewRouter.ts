import { Router } from 'express';
import { DEMO_USER } from '../api/AccessRules';
import type { DemoApi } from '../api/DemoApi';
import { isRecord } from '../patch/mergePatch';
import { readAccessReview } from '../writes/readAccessReview';
import { timestamp } from '../writes/createObject';
import { handler } from './handler';
import { sendJson } from '../representation/sendJson';

/** Who am I, and what may I do? */
export function reviewRouter(api: DemoApi): Router {
  const router = Router();
  router.post(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    handler((request, response) => {
      const spec = readAccessReview(request);
      sendJson(
        response,
        {
          kind: 'SelfSubjectAccessReview',
          apiVersion: 'authorization.k8s.io/v1',
          metadata: {},
          spec,
          status: { allowed: isAllowed(api, spec.resourceAttributes) },
        },
        201,
      );
    }),
  );
  router.post(
    '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    (_request, response) => {
      sendJson(
        response,
        {
          kind: 'SelfSubjectRulesReview',
          apiVersion: 'authorization.k8s.io/v1',
          metadata: {},
          spec: {},
          status: {
            resourceRules: allowedResources(api).map(([group, resources]) => ({
              verbs: ['*'],
              apiGroups: [group],
              resources,
            })),
            nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['*'] }],
            incomplete: false,
          },
        },
        201,
      );
    },
  );
  router.post(
    '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    (_request, response) => {
      sendJson(
        response,
        {
          kind: 'SelfSubjectReview',
          apiVersion: 'authentication.k8s.io/v1',
          metadata: { creationTimestamp: timestamp(api.now()) },
          status: {
            userInfo: {
              username: DEMO_USER,
              groups: ['system:authenticated'],
            },
          },
        },
        201,
      );
    },
  );
  return router;
}

function isAllowed(api: DemoApi, attributes: unknown): boolean {
  if (!isRecord(attributes)) return true;
  const { group = '', resource } = attributes;
  return api.types.types
    .filter(type => type.group === group && type.plural === resource)
    .every(type => api.access.allows(type));
}

function allowedResources(api: DemoApi): [group: string, plurals: string[]][] {
  return ['', ...api.types.groups()].map(group => [
    group,
    api.types.types
      .filter(type => type.group === group && api.access.allows(type))
      .map(type => type.plural),
  ]);
}
