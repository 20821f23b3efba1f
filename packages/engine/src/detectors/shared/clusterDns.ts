import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';

type Service = KnownKinds['Service'];

const KNOWN_NAMES: readonly (readonly [namespace: string, name: string])[] = [
  ['kube-system', 'kube-dns'],
  ['kube-system', 'coredns'],
  ['kube-system', 'rke2-coredns-rke2-coredns'],
  ['openshift-dns', 'dns-default'],
];

/** The label by which kubeadm and most others mark cluster DNS and its pods, whatever the Service is called. */
const DNS_LABEL = ['k8s-app', 'kube-dns'] as const;

const answers = new WeakMap<ClusterSnapshot, { service?: Service }>();

/**
 * The Service that pods ask for names, or undefined where it goes by a name that is not known, or has no pods of its own, as where the provider runs it elsewhere.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/
 */
export function clusterDnsService(
  snapshot: ClusterSnapshot,
): Service | undefined {
  const known = answers.get(snapshot);
  if (known) return known.service;
  const [label, value] = DNS_LABEL;
  const candidates = [
    ...KNOWN_NAMES.map(([namespace, name]) =>
      snapshot.get('Service', namespace, name),
    ),
    ...snapshot
      .inNamespace('Service', 'kube-system')
      .filter(({ metadata }) => metadata.labels?.[label] === value),
  ];
  const service = candidates.find(
    each =>
      each !== undefined &&
      Object.keys(each.spec?.selector ?? {}).length > 0 &&
      (each.spec?.ports ?? []).some(({ port }) => port === 53),
  );
  answers.set(snapshot, service ? { service } : {});
  return service;
}

/** Whether a pod asks the cluster's DNS first: a pod on the node's network asks the node's servers unless it says otherwise. */
export function usesClusterDns({ spec }: KnownKinds['Pod']): boolean {
  const policy = spec?.dnsPolicy ?? 'ClusterFirst';
  return (
    policy === 'ClusterFirstWithHostNet' ||
    (policy === 'ClusterFirst' && !spec?.hostNetwork)
  );
}
