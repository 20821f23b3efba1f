import { KnownKinds } from '../../snapshot/objects';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { NamedHost } from './hostsIn';

/** The Service that a host means to a pod. */
export interface ServiceName {
  name: string;
  namespace: string;
  /** How sure the name is one of a Service: spelled out, with a namespace that exists, or only by the key that it stands under. */
  form: 'full' | 'namespaced' | 'bare';
  /** The host names one pod behind the Service. */
  ofPod: boolean;
}

const CLUSTER_DOMAINS: readonly string[] = ['', 'cluster', 'cluster.local'];

/** Top-level domains that are also popular names of namespaces. */
const PUBLIC_DOMAINS: ReadonlySet<string> = new Set(
  'ai app biz blog cloud com dev edu email events gov info io live media net network news online org shop site store studio support systems team tech test tools work zone'.split(
    ' ',
  ),
);

/**
 * Which Service a host name means, after the search list of cluster DNS. Undefined for names that lead out of the cluster, or may.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export function serviceNameOf(
  { host, port, scheme }: NamedHost,
  pod: KnownKinds['Pod'],
  snapshot: ClusterSnapshot,
): ServiceName | undefined {
  const { namespace = '' } = pod.metadata;
  const labels = host.split('.');
  const svc = labels.indexOf('svc');
  if (svc >= 2) {
    if (!CLUSTER_DOMAINS.includes(labels.slice(svc + 1).join('.')))
      return undefined;
    return {
      name: labels[svc - 2],
      namespace: labels[svc - 1],
      form: 'full',
      ofPod: svc > 2,
    };
  }
  if (!usesClusterSearch(pod) || labels.length > 2) return undefined;
  const [first, second] = labels;
  if (second === undefined) {
    return /^[a-z]/.test(first)
      ? { name: first, namespace, form: 'bare', ofPod: false }
      : undefined;
  }
  if (snapshot.get('Service', namespace, second))
    return { name: second, namespace, form: 'namespaced', ofPod: true };
  if (!snapshot.get('Namespace', undefined, second)) return undefined;
  const mayBePublic =
    PUBLIC_DOMAINS.has(second) &&
    (port === undefined || port === 80 || port === 443 || scheme === 'https');
  const isKnown = snapshot.get('Service', second, first) !== undefined;
  return mayBePublic && !isKnown
    ? undefined
    : { name: first, namespace: second, form: 'namespaced', ofPod: false };
}

/** Whether short names are looked up in the cluster first and in nothing but the cluster's and the node's domains. */
function usesClusterSearch({ spec }: KnownKinds['Pod']) {
  const policy = spec?.dnsPolicy ?? 'ClusterFirst';
  if (spec?.dnsConfig?.searches?.length) return false;
  return (
    policy === 'ClusterFirstWithHostNet' ||
    (policy === 'ClusterFirst' && !spec?.hostNetwork)
  );
}
