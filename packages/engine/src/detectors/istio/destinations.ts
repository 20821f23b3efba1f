import { KubernetesObject } from '../../snapshot/objects';
import {
  Fields,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
} from '../../snapshot/untyped';

/** One place where a VirtualService sends traffic to. */
export interface Destination {
  host: string;
  subset?: string;
  port?: number;
  /** Whether any traffic goes there: the only destination of its route, or one with a weight. */
  isUsed: boolean;
  path: string;
  value: Fields;
}

/** Every destination of a VirtualService, those of mirrors too. */
export function destinationsOf({ spec }: KubernetesObject): Destination[] {
  return ['http', 'tls', 'tcp'].flatMap(protocol =>
    listOf(fieldsOf(spec)[protocol]).flatMap((route, index) =>
      ofRoute(route, `spec.${protocol}[${index}]`),
    ),
  );
}

function ofRoute(route: Fields, path: string): Destination[] {
  const targets = listOf(route.route);
  return [
    ...targets.flatMap((target, index) =>
      destination(
        fieldsOf(target.destination),
        `${path}.route[${index}].destination`,
        targets.length === 1 || (numberOf(target.weight) ?? 0) > 0,
      ),
    ),
    ...destination(fieldsOf(route.mirror), `${path}.mirror`, true),
    ...listOf(route.mirrors).flatMap((mirror, index) =>
      destination(
        fieldsOf(mirror.destination),
        `${path}.mirrors[${index}].destination`,
        true,
      ),
    ),
  ];
}

function destination(
  value: Fields,
  path: string,
  isUsed: boolean,
): Destination[] {
  const host = textOf(value.host);
  if (!host) return [];
  return [
    {
      host,
      subset: textOf(value.subset),
      port: numberOf(fieldsOf(value.port).number),
      isUsed,
      path,
      value,
    },
  ];
}
