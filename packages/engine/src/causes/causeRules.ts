import { CauseRule } from './CauseRule';
import { toldCauseRules } from './toldCauseRules';

/**
 * Causes that a single finding proves, since its detector has already checked the contradiction between objects, and causes of which a program's log tells in so
 * many words. A finding that stands in no row explains itself.
 */
export const causeRules: readonly CauseRule[] = [
  {
    id: 'image-reference-wrong',
    title: 'The image reference names nothing that can be pulled',
    provedBy: [
      'image.not-found',
      'image.invalid-name',
      'image.never-pull-absent',
    ],
    touchedBy: ['image'],
  },
  {
    id: 'image-platform-wrong',
    title: 'The image was not built for the node’s platform',
    provedBy: ['image.platform-missing'],
    toldBy: ['log.exec-format'],
    touchedBy: ['image', 'placement'],
  },
  {
    id: 'registry-credentials-missing',
    title: 'The registry refuses the credentials, or none were given',
    provedBy: [
      'image.auth-failed',
      'config.pull-secret-missing',
      'config.pull-secret-wrong',
    ],
    touchedBy: ['image', 'identity'],
  },
  {
    id: 'registry-unavailable',
    title: 'The image registry cannot be used',
    provedBy: [
      'image.registry-unresolved',
      'image.registry-unreachable',
      'image.registry-tls',
      'image.rate-limited',
      'image.pull-slow',
      'image.pull-failed-other',
    ],
    touchedBy: ['image'],
  },
  {
    id: 'image-policy-rejects',
    title: 'A policy refuses the image',
    provedBy: ['image.signature-rejected'],
    touchedBy: ['image'],
  },
  {
    id: 'config-reference-missing',
    title: 'The pods refer to configuration that does not exist',
    provedBy: [
      'config.configmap-missing',
      'config.configmap-key-missing',
      'config.secret-missing',
      'config.secret-key-missing',
      'config.projected-source-missing',
      'config.subpath-failed',
      'ingress.tls-secret-missing',
    ],
    touchedBy: ['configuration'],
  },
  {
    id: 'memory-limit-too-low',
    title: 'The container needs more memory than its limit',
    provedBy: ['pod.oom-killed', 'pod.oom-at-start'],
    toldBy: ['log.oom-native'],
    touchedBy: ['lowerMemory'],
  },
  {
    id: 'service-selector-wrong',
    title: 'The Service selects other labels than the pods carry',
    provedBy: ['service.selector-matches-nothing'],
  },
  {
    id: 'service-port-wrong',
    title: 'The Service forwards to a port that the pods do not offer',
    provedBy: [
      'service.target-port-name-unknown',
      'service.target-port-undeclared',
      'service.protocol-mismatch',
      'service.headless-port-remap',
      'ref.service-port-unknown',
      'ingress.backend-port-missing',
    ],
  },
  {
    id: 'edge-route-wrong',
    title: 'The way in from outside is set up wrong',
    provedBy: [
      'ingress.class-missing',
      'ingress.no-class',
      'ingress.no-address',
      'ingress.backend-resource-missing',
      'ingress.port-error',
    ],
  },
  {
    id: 'edge-controller-down',
    title: 'Nothing serves the way in from outside',
    provedBy: ['ingress.controller-absent'],
  },
  {
    id: 'node-down',
    title: 'A node does not answer',
    provedBy: [
      'sts.pod-on-lost-node',
      'node.unreachable',
      'node.not-ready',
      'node.runtime-down',
      'pod.on-lost-node',
    ],
  },
  {
    id: 'node-memory-exhausted',
    title: 'A node is out of memory',
    provedBy: [
      'node.memory-pressure',
      'node.system-oom',
      'pod.node-oom-victim',
    ],
  },
  {
    id: 'node-disk-full',
    title: 'A node is out of disk space',
    provedBy: [
      'node.disk-pressure',
      'node.image-gc-failing',
      'image.inspect-failed',
    ],
  },
  {
    id: 'node-fault',
    title: 'A node misbehaves',
    provedBy: [
      'node.rebooted',
      'node.kubelet-restarting',
      'pod.container-status-unknown',
      'pod.node-shutdown',
      'node.pid-pressure',
      'node.problem-condition',
      'node.flapping',
    ],
    toldBy: ['log.clock-skew'],
  },
  {
    id: 'cni-broken',
    title: 'Pods get no network',
    provedBy: ['node.cni-not-ready', 'pod.sandbox-failed'],
  },
  {
    id: 'node-cordoned',
    title: 'The only nodes that fit are cordoned',
    provedBy: ['scheduling.only-cordoned-nodes'],
  },
  {
    id: 'node-taint-unfit',
    title: 'The pods do not tolerate the nodes’ taints',
    provedBy: [
      'scheduling.taint-untolerated',
      'scheduling.only-unhealthy-nodes',
    ],
    touchedBy: ['placement'],
  },
  {
    id: 'placement-rule-unfit',
    title: 'No node satisfies the pods’ placement rules',
    provedBy: [
      'scheduling.node-selector-mismatch',
      'scheduling.node-affinity-unsatisfied',
      'scheduling.pod-affinity-unsatisfied',
      'scheduling.anti-affinity-blocked',
      'scheduling.topology-spread-blocked',
      'scheduling.node-name-absent',
    ],
    touchedBy: ['placement', 'labels'],
  },
  {
    id: 'capacity-exhausted',
    title: 'The nodes have no room left',
    provedBy: [
      'scheduling.insufficient-cpu',
      'scheduling.insufficient-memory',
      'scheduling.insufficient-other',
      'scheduling.max-pods',
      'scheduling.volume-limit',
      'scheduling.no-nodes',
    ],
    touchedBy: ['resources'],
  },
  {
    id: 'request-oversized',
    title: 'The pods request more than any node has',
    provedBy: [
      'scheduling.request-exceeds-node',
      'scheduling.extended-resource-absent',
    ],
    touchedBy: ['resources'],
  },
  {
    id: 'host-port-taken',
    title: 'The host port is taken on every node that fits',
    provedBy: ['scheduling.host-port-conflict'],
    touchedBy: ['ports'],
  },
  {
    id: 'ephemeral-limit-hit',
    title: 'The pods use more local storage than they may',
    provedBy: ['pod.ephemeral-storage-exceeded'],
  },
  {
    id: 'priority-preemption',
    title: 'More important pods took the room',
    provedBy: ['pod.preempted'],
  },
  {
    id: 'finalizer-orphaned',
    title: 'Something that is to be deleted waits for a finalizer',
    provedBy: [
      'object.finalizer-stuck',
      'namespace.terminating-stuck',
      'storage.pvc-deletion-waits',
    ],
  },
  {
    id: 'scaled-to-zero',
    title: 'A workload that is needed was scaled to zero',
    provedBy: ['workload.scaled-to-zero'],
  },
  {
    id: 'scheduler-down',
    title: 'No scheduler takes care of the pods',
    provedBy: ['scheduling.unknown-scheduler'],
    touchedBy: ['placement'],
  },
  {
    id: 'quota-blocks',
    title: 'A ResourceQuota refuses new pods',
    provedBy: ['create.quota-exceeded', 'create.quota-needs-requests'],
    touchedBy: ['resources'],
  },
  {
    id: 'limitrange-blocks',
    title: 'A LimitRange refuses the pods',
    provedBy: ['create.limitrange-violation'],
    touchedBy: ['resources'],
  },
  {
    id: 'pod-security-blocks',
    title: 'A policy refuses the pods',
    provedBy: [
      'create.podsecurity-violation',
      'create.scc-denied',
      'create.policy-denied',
      'create.webhook-denied',
    ],
    touchedBy: ['security', 'mounts', 'image'],
  },
  {
    id: 'webhook-broken',
    title: 'An admission webhook does not answer',
    provedBy: ['create.webhook-unreachable'],
  },
  {
    id: 'identity-missing',
    title: 'The pods name an identity or class that does not exist',
    provedBy: [
      'create.service-account-missing',
      'config.service-account-missing',
      'create.priority-class-missing',
      'create.runtime-class-missing',
    ],
    touchedBy: ['identity', 'placement'],
  },
  {
    id: 'rollout-self-blocked',
    title: 'The rollout waits for its own old pods',
    provedBy: ['deploy.rollout-deadlock', 'storage.multi-attach'],
  },
  {
    id: 'volume-claim-unbindable',
    title: 'The volume claim can be bound by nothing',
    provedBy: [
      'storage.class-missing',
      'storage.no-default-class',
      'storage.capacity-unmatched',
      'storage.access-mode-unmatched',
      'storage.selector-unmatched',
      'storage.volume-mode-unmatched',
      'storage.class-name-unmatched',
      'storage.volume-taken',
      'storage.volume-absent',
      'scheduling.pvc-missing',
      'sts.claim-class-missing',
      'storage.pvc-pending',
    ],
  },
  {
    id: 'provisioner-broken',
    title: 'The storage provisioner does not provide',
    provedBy: [
      'storage.resize-stuck',
      'storage.provisioner-absent',
      'storage.provisioning-failed',
    ],
  },
  {
    id: 'volume-attach-broken',
    title: 'A volume cannot be attached or mounted',
    provedBy: [
      'storage.attach-failed',
      'storage.mount-failed',
      'storage.hostpath-missing',
    ],
  },
  {
    id: 'volume-zone-bound',
    title: 'The volume lives where no fitting node is',
    provedBy: ['scheduling.volume-node-affinity', 'scheduling.rwop-in-use'],
  },
  {
    id: 'volume-lost',
    title: 'The volume behind a claim is gone',
    provedBy: ['storage.pvc-lost', 'storage.pv-failed'],
  },
  {
    id: 'autoscaler-blind',
    title: 'The autoscaler cannot see or scale its target',
    provedBy: [
      'hpa.metrics-unavailable',
      'hpa.request-missing',
      'hpa.metrics-server-absent',
      'hpa.target-missing',
      'hpa.cannot-scale',
      'hpa.ambiguous-selector',
      'hpa.duplicate-target',
    ],
  },
  {
    id: 'autoscaler-ceiling',
    title: 'The autoscaler wants more replicas than it may have',
    provedBy: ['hpa.at-max'],
  },
  {
    id: 'batch-logic-failing',
    title: 'The batch work itself fails',
    provedBy: [
      'job.failed',
      'job.deadline-exceeded',
      'job.retrying',
      'cronjob.failing',
    ],
  },
  {
    id: 'schedule-wrong',
    title: 'The schedule cannot be kept',
    provedBy: [
      'cronjob.invalid-schedule',
      'cronjob.never-run',
      'cronjob.missed-schedule',
    ],
  },
  ...toldCauseRules,
];
