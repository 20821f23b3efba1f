import { Labels } from '../graph/labels';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { StampedMetadata } from './podTemplates';

/** Labels and annotations by which meshes and agents are asked for a container in each pod. */
const ASKS_FOR_SIDECAR =
  /inject|^(?:[\w.-]+\.)?(?:istio\.io|linkerd\.io|dapr\.io|kuma\.io|consul\.hashicorp\.com|vault\.hashicorp\.com|appmesh\.k8s\.aws)\/|sidecar/i;

const REFUSES = /^(?:disabled|false|no)$/i;

/** Ports that the well-known sidecars open, by number and by name. */
const SIDECAR_PORTS: readonly (readonly [number, number])[] = [
  // Istio and other meshes on Envoy
  [15_000, 15_099],
  // Linkerd
  [4_140, 4_143],
  [4_190, 4_191],
  // Dapr
  [3_500, 3_501],
  [50_001, 50_002],
];
const SIDECAR_PORT_NAME = /envoy|istio|linkerd|dapr|proxy|mesh|sidecar/i;

/** Whether admission was asked, by a pod's template or its namespace, to add containers to the pod: it then has ports that the template does not tell. */
export function asksForSidecar(
  { labels, annotations }: StampedMetadata,
  namespace: string | undefined,
  snapshot: ClusterSnapshot,
): boolean {
  const { metadata } = snapshot.get('Namespace', undefined, namespace) ?? {};
  return [labels, annotations, metadata?.labels, metadata?.annotations].some(
    hasRequest,
  );
}

function hasRequest(pairs: Labels = {}) {
  return Object.entries(pairs).some(
    ([key, value]) => ASKS_FOR_SIDECAR.test(key) && !REFUSES.test(value),
  );
}

/** Whether a port is one that a well-known sidecar opens: whether a cluster adds it is for its own configuration to say. */
export function isSidecarPort(port: string | number): boolean {
  return typeof port === 'number'
    ? SIDECAR_PORTS.some(([first, last]) => first <= port && port <= last)
    : SIDECAR_PORT_NAME.test(port);
}
