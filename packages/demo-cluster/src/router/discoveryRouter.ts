import { Router } from 'express';
import type { ResourceType } from '../api/ResourceType';
import { TypeRegistry } from '../api/TypeRegistry';
import { unknownResource } from '../errors/failures';
import { sendJson } from '../representation/sendJson';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const SCALABLE = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/** Kinds that are asked, not stored. */
const REVIEWS: Readonly<Record<string, readonly object[]>> = {
  'authorization.k8s.io': [
    review('selfsubjectaccessreviews', 'SelfSubjectAccessReview'),
    review('selfsubjectrulesreviews', 'SelfSubjectRulesReview'),
  ],
  'authentication.k8s.io': [review('selfsubjectreviews', 'SelfSubjectReview')],
};

/** Which kinds there are, in the unaggregated documents that every client falls back to. */
export function discoveryRouter(types: TypeRegistry): Router {
  const router = Router();
  router.get('/api', (request, response) => {
    const serverAddress = request.headers.host ?? '';
    sendJson(response, {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
    });
  });
  router.get('/apis', (_request, response) => {
    sendJson(response, {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [...groupsOf(types)].map(name => groupOf(types, name)),
    });
  });
  router.get('/apis/:group', (request, response, next) => {
    const { group } = request.params;
    if (!groupsOf(types).has(group)) return next();
    return sendJson(response, {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...groupOf(types, group),
    });
  });
  router.get(
    ['/api/:version', '/apis/:group/:version'],
    (request, response, next) => {
      const { group = '', version } = request.params;
      const served = versionsOf(types, group);
      if (served.length === 0) return next();
      if (!served.includes(version)) throw unknownResource();
      const inVersion = types.types.filter(
        type => type.group === group && type.version === version,
      );
      return sendJson(response, {
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion: group ? `${group}/${version}` : version,
        resources: [...inVersion.flatMap(describe), ...(REVIEWS[group] ?? [])],
      });
    },
  );
  return router;
}

function review(name: string, kind: string) {
  return {
    name,
    singularName: kind.toLowerCase(),
    namespaced: false,
    kind,
    verbs: ['create'],
  };
}

function groupsOf(types: TypeRegistry): Set<string> {
  return new Set([...types.groups(), ...Object.keys(REVIEWS)]);
}

function versionsOf(types: TypeRegistry, group: string): string[] {
  return group in REVIEWS ? ['v1'] : types.versionsOf(group);
}

function groupOf(types: TypeRegistry, name: string) {
  const versions = versionsOf(types, name).map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions, preferredVersion: versions[0] };
}

function describe(type: ResourceType): object[] {
  const { plural, kind, namespaced, shortNames, categories } = type;
  const main = {
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced,
    kind,
    verbs: VERBS,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
  const subresource = (name: string, ofKind: object, verbs: string[]) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    ...ofKind,
    verbs,
  });
  const changing = ['get', 'patch', 'update'];
  const subresources = [
    ...(SCALABLE.has(kind) && !type.custom
      ? [
          subresource(
            'scale',
            { group: 'autoscaling', version: 'v1', kind: 'Scale' },
            changing,
          ),
        ]
      : []),
    ...(kind === 'Pod' ? [subresource('log', { kind }, ['get'])] : []),
    subresource('status', { kind }, changing),
  ];
  return [main, ...subresources];
}
