/** Scenarios of which investigations are recorded: of each area one, and such in which one fault hides another. */
export const RECORDED_SCENARIOS: readonly string[] = [
  'configuration/secret-key-typo',
  'compound/memory-and-missing-configmap',
  'compound/secret-missing-database-api-ingress',
  'compound/volume-rights-api-and-a-bad-tag',
  'network/target-port-renamed-in-release',
  'network/egress-policy-without-dns',
  'nodes/lost-node-takes-database',
  'runtime/database-password-wrong',
  'runtime/java-heap-exhausted',
  'runtime/liveness-path-404',
];
