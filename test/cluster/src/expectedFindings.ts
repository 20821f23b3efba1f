import type { Evidence, Finding } from '@opsagent/engine';

/** What must be found of one object of `manifests/` or of a node, and what must stand in its evidence. */
export interface ExpectedFinding {
  detector: string;
  /** `namespace/Kind/name`, or `Kind/name` for what belongs to no namespace. */
  subject: string;
  /** Facts of which each must be among the evidence, in the words of `factOf`. */
  evidence: readonly string[];
  /** A detector whose finding must be listed as a symptom of this one. */
  symptom?: string;
  /** Speaks only after more minutes than a test of the running portal waits. */
  late?: boolean;
}

const expected = (
  detector: string,
  subject: string,
  ...evidence: readonly string[]
): ExpectedFinding => ({ detector, subject, evidence });

/** Every finding of tier problem that the broken cluster must give, and no other. */
export const EXPECTED_PROBLEMS: readonly ExpectedFinding[] = [
  expected(
    'pod.crash-loop',
    'runtime/Deployment/crash-loop',
    'status.containerStatuses[0].state.waiting.reason = "CrashLoopBackOff"',
    'status.containerStatuses[0].restartCount = 4',
  ),
  expected(
    'pod.exit-zero-loop',
    'runtime/Deployment/exit-zero',
    'status.containerStatuses[0].state.waiting.reason = "CrashLoopBackOff"',
  ),
  expected(
    'pod.oom-killed',
    'runtime/Deployment/out-of-memory',
    'status.containerStatuses[0].lastState.terminated.reason = "OOMKilled"',
    'spec.containers[0].resources.limits.memory = "32Mi"',
  ),
  expected(
    'pod.readiness-failing',
    'runtime/Deployment/not-ready',
    'status.containerStatuses[0].ready = false',
    'event Unhealthy',
  ),
  expected(
    'image.not-found',
    'images/Deployment/unknown-tag',
    'spec.containers[0].image = "busybox:no-such-tag"',
    'event Failed',
  ),
  expected(
    'image.registry-unresolved',
    'Registry/registry.invalid',
    'spec.containers[0].image = "registry.invalid/shop/cart:1.0"',
    'event Failed',
  ),
  expected(
    'image.invalid-name',
    'images/Deployment/invalid-image-name',
    'spec.containers[0].image = "Shop/Cart:1.0"',
  ),
  expected(
    'config.configmap-missing',
    'configuration/Deployment/configmap-missing',
    'absent ConfigMap/prices',
  ),
  expected(
    'config.configmap-missing',
    'configuration/Deployment/volume-configmap-missing',
    'absent ConfigMap/settings-nowhere',
    'event FailedMount',
  ),
  expected(
    'config.configmap-key-missing',
    'configuration/Deployment/configmap-key-missing',
    'absent ConfigMap/features key "search"',
  ),
  expected(
    'config.secret-missing',
    'configuration/Deployment/secret-missing',
    'absent Secret/payment-provider',
  ),
  // The keys of Secrets are not read; the kubelet's words stand in for them.
  expected(
    'config.secret-key-missing',
    'configuration/Deployment/secret-key-missing',
    'status.containerStatuses[0].state.waiting.message = "couldn\'t find key password in Secret configuration/database"',
    'unread Secret/database',
  ),
  expected(
    'scheduling.request-exceeds-node',
    'scheduling/Deployment/too-much-cpu',
    'event FailedScheduling',
  ),
  expected(
    'scheduling.request-exceeds-node',
    'scheduling/Deployment/too-much-memory',
    'event FailedScheduling',
  ),
  expected(
    'scheduling.node-selector-mismatch',
    'scheduling/Deployment/wrong-node-selector',
    'spec.nodeSelector = {"disk":"quantum"}',
    'event FailedScheduling',
  ),
  expected(
    'scheduling.node-affinity-unsatisfied',
    'scheduling/Deployment/wrong-affinity',
    'event FailedScheduling',
  ),
  expected(
    'scheduling.taint-untolerated',
    'scheduling/Deployment/untolerated-taint',
    'event FailedScheduling',
  ),
  expected(
    'scheduling.pvc-missing',
    'scheduling/Deployment/claim-missing',
    'absent PersistentVolumeClaim/nowhere',
  ),
  {
    ...expected(
      'pod.readiness-failing',
      'rollout/Deployment/no-progress',
      'event Unhealthy',
    ),
    symptom: 'deploy.progress-deadline',
  },
  {
    ...expected(
      'create.service-account-missing',
      'rollout/Deployment/refused',
      'absent ServiceAccount/nowhere',
    ),
    symptom: 'deploy.progress-deadline',
  },
  {
    ...expected(
      'deploy.replicas-short',
      'images/Deployment/unknown-registry',
      'status.availableReplicas = 0',
    ),
    late: true,
  },
  expected(
    'service.selector-matches-nothing',
    'services/Service/selects-nothing',
    'spec.selector = {"app":"wbe"}',
    'spec.template.metadata.labels = {"app":"web"}',
  ),
  expected(
    'service.target-port-name-unknown',
    'services/Service/port-name-unknown',
    'spec.ports[0] = {"protocol":"TCP","port":80,"targetPort":"https"}',
  ),
  expected(
    'service.target-port-undeclared',
    'services/Service/port-undeclared',
    'spec.ports[0] = {"protocol":"TCP","port":80,"targetPort":9090}',
  ),
  expected(
    'storage.class-missing',
    'storage/PersistentVolumeClaim/class-missing',
    'absent StorageClass/ultra-fast',
  ),
  expected(
    'storage.no-default-class',
    'storage/PersistentVolumeClaim/no-default-class',
    'status.phase = "Pending"',
  ),
  {
    ...expected(
      'storage.pvc-pending',
      'storage/PersistentVolumeClaim/no-volume',
      'status.phase = "Pending"',
      'event FailedBinding',
    ),
    late: true,
  },
  expected(
    'job.failed',
    'jobs/Job/migration',
    'status.conditions[Failed].reason = "BackoffLimitExceeded"',
    'status.failed = 1',
  ),
  expected(
    'hpa.target-missing',
    'autoscaling/HorizontalPodAutoscaler/target-missing',
    'absent Deployment/nowhere',
  ),
  expected(
    'hpa.request-missing',
    'autoscaling/HorizontalPodAutoscaler/request-missing',
    'spec.containers[app].resources = {}',
  ),
  expected(
    'hpa.metrics-server-absent',
    'APIService/v1beta1.metrics.k8s.io',
    'absent APIService/v1beta1.metrics.k8s.io',
  ),
  {
    ...expected(
      'hpa.metrics-unavailable',
      'autoscaling/HorizontalPodAutoscaler/no-metrics',
      'status.conditions[ScalingActive].reason = "FailedGetResourceMetric"',
    ),
    late: true,
  },
  expected(
    'node.not-ready',
    'Node/silent-1',
    'status.conditions[Ready].status = "False"',
    'status.conditions[Ready].reason = "KubeletNotReady"',
  ),
  expected(
    'node.disk-pressure',
    'Node/full-1',
    'status.conditions[DiskPressure].status = "True"',
  ),
];

/** A finding in one line: which detector, about what. */
export function nameOf(finding: Pick<Finding, 'detector' | 'subject'>): string {
  const { kind, namespace, name } = finding.subject;
  return `${finding.detector} ${[namespace, kind, name].filter(Boolean).join('/')}`;
}

export function expectedName({ detector, subject }: ExpectedFinding): string {
  return `${detector} ${subject}`;
}

/** Whether a finding is there, with its symptom. */
export function isShown(
  each: ExpectedFinding,
  findings: readonly Finding[],
): boolean {
  return findings.some(
    finding =>
      nameOf(finding) === expectedName(each) &&
      (!each.symptom ||
        finding.symptoms.some(({ detector }) => detector === each.symptom)),
  );
}

/** A piece of evidence in one line. */
export function factOf(evidence: Evidence): string {
  const { kind, name } = evidence.object;
  switch (evidence.type) {
    case 'field':
      return `${evidence.path} = ${JSON.stringify(evidence.value)}`;
    case 'event':
      return `event ${evidence.reason}`;
    case 'absence':
      return ['absent', `${kind}/${name}`, evidence.part]
        .filter(Boolean)
        .join(' ');
    case 'unread':
      return `unread ${kind}/${name}`;
    default:
      return 'log';
  }
}
