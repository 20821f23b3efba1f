const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
]);

/** Namespaces that the cluster's own parts live in: nobody tidies them from the outside. */
export function isSystemNamespace(namespace: string | undefined): boolean {
  return SYSTEM_NAMESPACES.has(namespace ?? '');
}
