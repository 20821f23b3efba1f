import { append } from '../../append';
import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { nameOf } from '../shared/sightings';
import { ingressClassOf } from './ingressClassOf';

type Ingress = KnownKinds['Ingress'];

interface Route {
  ingress: Ingress;
  path: string;
  backend: object;
  /** What is routed, to compare. */
  target: string;
  title: string;
}

export const pathConflict: Detector = {
  id: 'ingress.path-conflict',
  title: 'Two Ingresses route the same path to different backends',
  tier: 'risk',
  kinds: ['Ingress'],
  documentation: {
    speaks:
      'Two Ingresses of one class have a rule for the same host, path and path type and different backends. The controller takes one of them, as a rule the older; the younger is told.',
    silent:
      'Silent for canaries, for Ingresses without a class, and where the two have addresses of their own.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches',
    ],
  },

  *detect({ snapshot }) {
    const byPlace = new Map<string, Route[]>();
    for (const ingress of snapshot.all('Ingress'))
      if (isJudged(ingress))
        for (const route of routesOf(ingress))
          append(byPlace, route.target, route);
    for (const routes of byPlace.values()) {
      if (routes.length < 2) continue;
      const [oldest, ...others] = [...routes].sort(byAge);
      for (const other of others) {
        if (!contradicts(oldest, other)) continue;
        yield {
          subject: referenceTo(other.ingress),
          key: other.title,
          severity: 'medium',
          message: `${nameOf(referenceTo(other.ingress))} routes ${other.title} to another backend than ${nameOf(referenceTo(oldest.ingress))} does`,
          evidence: [
            field(other.ingress, other.path, other.backend),
            field(oldest.ingress, oldest.path, oldest.backend),
          ],
        };
      }
    }
  },
};

function isJudged(ingress: Ingress) {
  const { deletionTimestamp, annotations = {} } = ingress.metadata;
  const isCanary = Object.entries(annotations).some(
    ([key, value]) => key.endsWith('/canary') && value === 'true',
  );
  return !deletionTimestamp && !isCanary && ingressClassOf(ingress);
}

function routesOf(ingress: Ingress): Route[] {
  return (ingress.spec?.rules ?? []).flatMap(({ host = '', http }, ruleIndex) =>
    (http?.paths ?? []).map(({ path = '/', pathType, backend }, pathIndex) => ({
      ingress,
      path: `spec.rules[${ruleIndex}].http.paths[${pathIndex}].backend`,
      backend,
      title: `${host || '*'}${path}`,
      target: JSON.stringify([ingressClassOf(ingress), host, path, pathType]),
    })),
  );
}

function contradicts(one: Route, other: Route) {
  const isSameBackend =
    one.ingress.metadata.namespace === other.ingress.metadata.namespace &&
    JSON.stringify(one.backend) === JSON.stringify(other.backend);
  const addresses = [one, other].map(({ ingress }) =>
    JSON.stringify(ingress.status?.loadBalancer?.ingress ?? []),
  );
  const areApart =
    addresses[0] !== addresses[1] && addresses.every(each => each !== '[]');
  return one.ingress !== other.ingress && !isSameBackend && !areApart;
}

function byAge(one: Route, other: Route) {
  const age = ({ ingress }: Route) =>
    Date.parse(ingress.metadata.creationTimestamp ?? '') || 0;
  return (
    age(one) - age(other) ||
    nameOf(referenceTo(one.ingress)).localeCompare(
      nameOf(referenceTo(other.ingress)),
      'en',
    )
  );
}
