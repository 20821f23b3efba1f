import { Labels } from '../graph/labels';
import { KubernetesObject } from '../snapshot/objects';

/** Secrets of these types get their contents from a controller. */
const FILLED_TYPES: ReadonlySet<unknown> = new Set([
  'kubernetes.io/service-account-token',
]);

/** Domains whose labels and annotations describe, order or track a manifest and hand it to nobody who would add keys. */
const DESCRIBES =
  /^(?:app\.kubernetes\.io|helm\.sh|meta\.helm\.sh|kubectl\.kubernetes\.io|kubernetes\.io|kustomize\.config\.k8s\.io|config\.kubernetes\.io|internal\.config\.kubernetes\.io|argocd\.argoproj\.io|reloader\.stakater\.com|prometheus\.io|opsagent|backstage\.io)$/;

/**
 * Whether a ConfigMap or Secret may have keys in a cluster that its manifest does not state: the manifest states none, its type means that a controller writes them, or a
 * label or annotation may hand it to one. A domain that is not known to describe only counts as one that does, since there are more such controllers than anyone can list.
 */
export function isFilledByOthers({
  metadata: { labels, annotations, ownerReferences = [] },
  type,
  data,
  binaryData,
}: KubernetesObject): boolean {
  return (
    Object.keys({ ...asObject(data), ...asObject(binaryData) }).length === 0 ||
    FILLED_TYPES.has(type) ||
    ownerReferences.length > 0 ||
    domainsIn(labels, annotations).some(domain => !DESCRIBES.test(domain))
  );
}

function domainsIn(...pairs: (Labels | undefined)[]) {
  return pairs
    .flatMap(each => Object.keys(each ?? {}))
    .filter(key => key.includes('/'))
    .map(key => key.slice(0, key.indexOf('/')));
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
