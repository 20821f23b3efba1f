import { Evidence, ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { conditionOf, statusIsCurrent } from '../../snapshot/conditions';
import {
  hours,
  minutes,
  olderThan,
  seconds,
  within,
} from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { containersOf, lastEnd } from '../shared/containers';
import { isReady, notReadySince, podCondition } from '../shared/pods';
import { lacksReadyEndpoints } from '../shared/readyEndpoints';
import { affectedPod, nameOf } from '../shared/sightings';
import { DnsServers, dnsServers } from './dnsServers';

const GRACE = seconds(30);
const SHORT_GRACE = minutes(2);
const ROLLOUT = minutes(5);
const MANY_RESTARTS = 3;

export const dnsAvailability = detectorFamily({
  rows: [
    {
      id: 'dns.service-down',
      title: 'Cluster DNS is down',
      documentation: {
        speaks:
          'No pod of cluster DNS has been ready for thirty seconds and longer than its probes allow: no name is resolved in the whole cluster.',
        silent:
          'Silent where cluster DNS goes by another name than kube-dns, coredns or dns-default and lacks the label k8s-app=kube-dns, or runs outside of the cluster.',
      },
    },
    {
      id: 'dns.degraded',
      title: 'Cluster DNS is short of servers',
      explainedBy: [
        'config.*',
        'create.*',
        'dns.forward-loop',
        'image.*',
        'pod.*',
        'scheduling.*',
      ],
      documentation: {
        speaks:
          'A pod of cluster DNS has not been ready for two minutes, or was restarted three times or more with the last time within the hour, while others still answer.',
        silent: 'Silent for five minutes of a rollout.',
      },
    },
  ],
  tier: 'problem',
  kinds: ['Service', 'Pod'],
  concludesFrom: ['DaemonSet', 'Deployment', 'EndpointSlice'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
    ],
  },

  *read(context) {
    const servers = dnsServers(context);
    if (!servers) return;
    const draft = down(servers, context) ?? degraded(servers, context);
    if (draft) yield draft;
  },
});

function down(
  { service, pods }: DnsServers,
  context: DetectionContext,
): FamilyDraft | undefined {
  if (!lacksReadyEndpoints(service, undefined, GRACE, context))
    return undefined;
  const subject = referenceTo(service);
  return {
    detector: 'dns.service-down',
    subject,
    severity: 'critical',
    message:
      pods.length > 0
        ? `None of the ${pods.length} pods behind ${nameOf(subject)} is ready: no pod of the cluster can resolve names`
        : `No pod is behind ${nameOf(subject)}: no pod of the cluster can resolve names`,
    evidence: [
      field(service, 'spec.selector', service.spec?.selector),
      ...pods.slice(0, 3).map(readiness),
    ],
    affected: pods.map(pod => affectedPod(pod, { since: notReadySince(pod) })),
  };
}

function degraded(
  { pods, workload }: DnsServers,
  context: DetectionContext,
): FamilyDraft | undefined {
  if (!workload || !pods.some(isReady) || isRollingOut(workload, context))
    return undefined;
  const { snapshot } = context;
  const unready = pods.filter(
    pod =>
      !isReady(pod) && olderThan(snapshot, notReadySince(pod), SHORT_GRACE),
  );
  const restarting = pods.filter(
    pod => isReady(pod) && restartsOf(pod, context).length > 0,
  );
  const bad = [...unready, ...restarting];
  if (bad.length === 0) return undefined;
  const words = [
    ...(unready.length > 0 ? [`${unready.length} not ready`] : []),
    ...(restarting.length > 0 ? [`${restarting.length} restarting often`] : []),
  ];
  return {
    detector: 'dns.degraded',
    subject: workload,
    severity: bad.length * 2 >= pods.length ? 'high' : 'medium',
    message: `Of the ${pods.length} pods of cluster DNS, ${words.join(' and ')}`,
    evidence: [
      ...unready.slice(0, 3).map(readiness),
      ...restarting.slice(0, 3).flatMap(pod => restartsOf(pod, context)),
    ],
    affected: bad.map(pod => affectedPod(pod, { since: notReadySince(pod) })),
  };
}

function restartsOf(
  pod: KnownKinds['Pod'],
  { snapshot }: DetectionContext,
): Evidence[] {
  return containersOf(pod).flatMap(container => {
    const { status, statusPath } = container;
    const end = lastEnd(container)?.end;
    return (status.restartCount ?? 0) >= MANY_RESTARTS &&
      within(snapshot, end?.finishedAt, hours(1))
      ? [field(pod, `${statusPath}.restartCount`, status.restartCount)]
      : [];
  });
}

function readiness(pod: KnownKinds['Pod']) {
  const ready = podCondition(pod, 'Ready');
  return field(
    pod,
    `${ready?.path ?? 'status.conditions[Ready]'}.status`,
    ready?.status,
  );
}

/** What was not read may be rolling out. */
function isRollingOut(
  { kind, namespace, name }: ObjectReference,
  { snapshot }: DetectionContext,
) {
  if (kind === 'DaemonSet') {
    const set = snapshot.get('DaemonSet', namespace, name);
    const { updatedNumberScheduled: updated, desiredNumberScheduled: desired } =
      set?.status ?? {};
    return (
      !set ||
      (updated !== undefined && desired !== undefined && updated < desired)
    );
  }
  if (kind !== 'Deployment') return false;
  const deployment = snapshot.get('Deployment', namespace, name);
  const progressing = deployment && conditionOf(deployment, 'Progressing');
  return (
    !deployment ||
    !statusIsCurrent(deployment) ||
    (progressing?.status === 'True' &&
      progressing.reason !== 'NewReplicaSetAvailable' &&
      !olderThan(snapshot, progressing.lastTransitionTime, ROLLOUT))
  );
}
