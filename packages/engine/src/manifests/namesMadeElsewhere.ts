import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { resourceOfKind } from '../snapshot/resources';

/** What each namespace, or the namespace default, has without anybody's manifest. */
const OF_EVERY_CLUSTER: readonly string[] = [
  'default',
  'kube-root-ca.crt',
  'kubernetes',
  'openshift-service-ca.crt',
];

/** Groups whose objects route, watch or scale what others made. */
const MAKES_NO_CONFIGURATION =
  /\.(?:networking\.istio\.io|security\.istio\.io|gateway\.networking\.k8s\.io|monitoring\.coreos\.com|argoproj\.io|autoscaling\.k8s\.io|keda\.sh|traefik\.(?:io|containo\.us)|route\.openshift\.io|apps\.openshift\.io)$/;

/**
 * Names that lead to an object although no manifest of its kind has them: custom resources, such as a Certificate or an ExternalSecret, say the name of what their
 * controller makes or fills, and so do the TLS settings of an Ingress that cert-manager reads; or a cluster has the object by itself.
 */
export const namesMadeElsewhere = oncePerObject(
  (snapshot: ClusterSnapshot): ReadonlySet<string> => {
    const names = new Set(OF_EVERY_CLUSTER);
    for (const ingress of snapshot.all('Ingress'))
      addWords(ingress.spec?.tls, names);
    for (const object of customResourcesIn(snapshot)) {
      names.add(object.metadata.name);
      addWords(object.spec, names);
    }
    for (const { metadata } of snapshot.unjudged) names.add(metadata.name);
    return names;
  },
);

function* customResourcesIn(
  snapshot: ClusterSnapshot,
): Iterable<KubernetesObject> {
  for (const kind of snapshot.kinds()) {
    const objects = snapshot.all(kind) as readonly KubernetesObject[];
    if (isOfAddOn(kind) && !MAKES_NO_CONFIGURATION.test(kind)) yield* objects;
  }
}

function isOfAddOn(kind: string) {
  const resource = resourceOfKind(kind);
  return !resource || resource.optional !== undefined;
}

/** Each word, whatever the fields are called. */
function addWords(root: unknown, names: Set<string>) {
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') names.add(value);
    else if (typeof value === 'object' && value !== null)
      open.push(...Object.values(value));
  }
}
