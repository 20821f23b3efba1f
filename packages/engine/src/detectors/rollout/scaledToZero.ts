import { Evidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { matchesLabels } from '../../graph/labels';
import { seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { serviceReferences } from '../references/serviceReferences';
import { isScaledByOthers, isScaledToZero } from '../shared/idleWorkloads';
import { ingressBackends } from '../shared/ingressBackends';
import { isSystemNamespace } from '../shared/namespaces';
import { lacksReadyEndpoints } from '../shared/readyEndpoints';
import { nameOf } from '../shared/sightings';

const GRACE = seconds(60);
const KINDS = ['Deployment', 'StatefulSet', 'ReplicaSet'] as const;

/** Workloads that somebody has scaled to zero. */
export const scaledToZero: Detector = {
  id: 'workload.scaled-to-zero',
  title: 'Workload is scaled to zero',
  tier: 'hygiene',
  kinds: ['Pod', 'HorizontalPodAutoscaler'],
  concludesFrom: [...KINDS, 'Service', 'Ingress', 'EndpointSlice', 'ConfigMap'],
  documentation: {
    speaks:
      'A workload is scaled to zero. A problem while an Ingress, or another workload that runs, relies on a Service that has only this one behind it; otherwise told for information.',
    silent:
      'Workloads whose size an autoscaler, an idler or an owner decides on, and, where nobody relies on them, namespaces of the system.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment',
    ],
  },

  *detect(context) {
    const idle = idleWorkloads(context);
    if (idle.length === 0) return;
    const users = usersOfServices(context);
    for (const workload of idle) {
      const missed = missedService(workload, users, context);
      if (!missed && isSystemNamespace(workload.metadata.namespace)) continue;
      const subject = referenceTo(workload);
      const evidence: Evidence[] = [field(workload, 'spec.replicas', 0)];
      if (!missed) {
        yield {
          subject,
          severity: 'info',
          message: `${nameOf(subject)} is scaled to zero`,
          evidence,
        };
        continue;
      }
      const { service, user } = missed;
      yield {
        subject,
        severity: 'high',
        tier: 'problem',
        message: `${nameOf(subject)} is scaled to zero, but ${user.name} relies on ${nameOf(referenceTo(service))}, which has nothing else behind it`,
        evidence: [
          ...evidence,
          field(service, 'spec.selector', service.spec?.selector),
          user.evidence,
        ],
      };
    }
  },
};

function idleWorkloads(context: DetectionContext): Workload[] {
  return KINDS.flatMap<Workload>(kind => [
    ...context.snapshot.all(kind),
  ]).filter(
    each =>
      !each.metadata.deletionTimestamp &&
      isScaledToZero(each) &&
      !isScaledByOthers(each, context) &&
      context.graph.podsOf(referenceTo(each)).length === 0,
  );
}

interface User {
  name: string;
  evidence: Evidence;
}

function missedService(
  workload: Workload,
  users: ReadonlyMap<string, User>,
  context: DetectionContext,
): { service: KnownKinds['Service']; user: User } | undefined {
  const { namespace } = workload.metadata;
  const labels = podTemplateOf(workload)?.template.metadata?.labels;
  for (const service of context.snapshot.inNamespace('Service', namespace)) {
    const user = users.get(`${namespace}/${service.metadata.name}`);
    const isSelected = matchesLabels(service.spec?.selector ?? {}, labels);
    if (!user || !isSelected) continue;
    // Another workload behind the Service has findings of its own.
    const isAlone = context.graph
      .workloadsStamping(namespace, service.spec?.selector ?? {})
      .every(isScaledToZero);
    if (isAlone && lacksReadyEndpoints(service, undefined, GRACE, context))
      return { service, user };
  }
  return undefined;
}

/** One of those who rely on a Service, by `namespace/name`; an Ingress before others. */
function usersOfServices(context: DetectionContext): Map<string, User> {
  const users = new Map<string, User>();
  const add = (key: string, user: User) => {
    if (!users.has(key)) users.set(key, user);
  };
  for (const ingress of context.snapshot.all('Ingress')) {
    for (const { backend, path } of ingressBackends(ingress)) {
      if (!backend.service) continue;
      add(`${ingress.metadata.namespace}/${backend.service.name}`, {
        name: nameOf(referenceTo(ingress)),
        evidence: field(ingress, path, backend),
      });
    }
  }
  for (const reference of serviceReferences(context)) {
    const { setting, host, pod } = reference;
    add(`${reference.namespace}/${reference.name}`, {
      name: nameOf(context.graph.topOwner(pod)),
      evidence: field(setting.object, setting.path, host),
    });
  }
  return users;
}
