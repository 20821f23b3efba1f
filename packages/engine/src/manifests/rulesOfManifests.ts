/**
 * The rules for clusters that judge a manifest by itself. Each states what the object asks for, which no status, time or pod can change; and it concludes nothing from what is
 * not there, since the cluster may have it. A rule that is not here does not speak of manifests.
 */
export const OF_TEMPLATES: ReadonlySet<string> = new Set([
  // What the API server refuses, or will refuse, whatever the cluster holds.
  'api.deprecated-field',
  'api.deprecated-version',
  'api.removed-version',
  // What a specification says that cannot be meant.
  'config.configmap-too-large',
  'cronjob.deadline-too-short',
  'hpa.duplicate-target',
  'hpa.min-equals-max',
  'hpa.min-low',
  'service.external-name-invalid',
  // How a template lets its pods fare.
  'deploy.recreate-strategy',
  'meta.owner-missing',
  'probe.liveness-missing',
  'probe.liveness-too-tight',
  'probe.none',
  'probe.readiness-missing',
  'resources.best-effort',
  'resources.jvm-heap-vs-limit',
  'resources.memory-limit-missing',
  'resources.no-graceful-stop',
  'resources.requests-missing',
  'resources.single-replica',
  // Which rights roles and bindings give.
  'rbac.anonymous',
  'rbac.cluster-admin',
  'rbac.default-sa-bound',
  'rbac.escalation',
  'rbac.pod-create',
  'rbac.pod-exec',
  'rbac.secrets-read',
  'rbac.wildcard',
  // Which rights a template takes, and what stands open.
  'security.capabilities-added',
  'security.capabilities-not-dropped',
  'security.configmap-secret',
  'security.default-service-account',
  'security.env-secret-literal',
  'security.host-namespace',
  'security.host-path',
  'security.host-port',
  'security.ingress-no-tls',
  'security.latest-tag',
  'security.lsm-unconfined',
  'security.privilege-escalation',
  'security.privileged',
  'security.privileged-port',
  'security.proc-mount',
  'security.psa-would-reject',
  'security.pull-policy',
  'security.runs-as-root',
  'security.scc-privileged',
  'security.seccomp-missing',
  'security.service-exposed',
  'security.unsafe-sysctl',
  'security.writable-root-fs',
]);

/**
 * The rules for clusters that compare manifests with each other, once pods are made from templates: each finds that what one of them states contradicts what another one, or
 * itself, states.
 */
export const OF_APPLIED_MANIFESTS: ReadonlySet<string> = new Set([
  'config.configmap-key-missing',
  'config.secret-key-missing',
  'cronjob.invalid-schedule',
  'ingress.backend-port-missing',
  'probe.port-name-unknown',
  'ref.service-port-unknown',
]);

/** Those that also need to know every container of the pods behind a Service. */
export const OF_PODS_BEHIND_SERVICES: ReadonlySet<string> = new Set([
  'service.protocol-mismatch',
  'service.target-port-name-unknown',
  'service.target-port-undeclared',
]);
