import { append } from '../../append';
import { field, referenceTo } from '../../findings/evidence';
import { days, hours, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { alikePods } from '../../graph/alikePods';
import { Detector } from '../Detector';
import { isSystemNamespace } from '../shared/namespaces';
import { isReady, unquietPods } from '../shared/pods';
import { affectedPod, nameOf } from '../shared/sightings';

const MANY_LEFTOVERS = 10;

/** Failed pods that nobody clears away. */
export const failedLeftover: Detector = {
  id: 'pod.failed-leftover',
  title: 'Failed pods are left behind',
  tier: 'hygiene',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'Ten or more failed pods older than an hour have been left behind by a workload that has ready pods.',
    silent:
      'Jobs, which keep their pods on purpose, and namespaces of the system.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection',
    ],
  },
  *detect(context) {
    const { snapshot, graph } = context;
    const byOwner = new Map<string, KnownKinds['Pod'][]>();
    for (const pod of unquietPods(context)) {
      if (pod.status?.phase !== 'Failed') continue;
      const { creationTimestamp } = pod.metadata;
      if (!olderThan(snapshot, creationTimestamp, hours(1))) continue;
      if (
        pod.metadata.deletionTimestamp ||
        isSystemNamespace(pod.metadata.namespace)
      )
        continue;
      append(byOwner, nameOf(graph.topOwner(pod)), pod);
    }
    for (const [owner, pods] of byOwner) {
      const subject = graph.topOwner(pods[0]);
      if (pods.length < MANY_LEFTOVERS) continue;
      if (['Job', 'CronJob'].includes(subject.kind)) continue;
      if (!graph.podsOf(subject).some(isReady)) continue;
      yield {
        subject,
        severity: 'low',
        message: `${owner} has left ${pods.length} failed pods behind`,
        evidence: [field(pods[0], 'status.phase', 'Failed')],
        affected: pods.map(pod => affectedPod(pod)),
      };
    }
  },
};

/** Pods that nobody would replace. */
export const unmanaged: Detector = {
  id: 'pod.unmanaged',
  title: 'Pod has no controller',
  tier: 'hygiene',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'A pod that has run for more than a day has no controller, so that nothing replaces it when it or its node fails.',
    silent:
      'Static pods, which belong to their node, and namespaces of the system.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods',
    ],
  },
  *detect({ snapshot }) {
    // Pods that are alike have a controller, so that it is enough to look at the first.
    for (const { first: pod } of alikePods(snapshot)) {
      const { namespace, creationTimestamp, annotations } = pod.metadata;
      const isManaged = pod.metadata.ownerReferences?.some(
        each => each.controller,
      );
      if (isManaged || annotations?.['kubernetes.io/config.mirror']) continue;
      if (pod.metadata.deletionTimestamp || isSystemNamespace(namespace))
        continue;
      if (pod.status?.phase !== 'Running') continue;
      if (!olderThan(snapshot, creationTimestamp, days(1))) continue;
      const subject = referenceTo(pod);
      yield {
        subject,
        severity: 'low',
        message: `${nameOf(subject)} has no controller: nothing replaces it when it or its node fails`,
        evidence: [
          field(
            pod,
            'metadata.ownerReferences',
            pod.metadata.ownerReferences ?? [],
          ),
        ],
        since: creationTimestamp,
      };
    }
  },
};
