import { field, referenceTo } from '../../findings/evidence';
import { days, hours, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { isSystemNamespace } from '../shared/namespaces';
import { isReady } from '../shared/pods';
import { affectedPod, nameOf } from '../shared/sightings';

const MANY_LEFTOVERS = 10;

/** Ten or more failed pods older than an hour that a healthy workload has left behind. Jobs keep theirs on purpose. */
export const failedLeftover: Detector = {
  id: 'pod.failed-leftover',
  title: 'Failed pods are left behind',
  tier: 'hygiene',
  kinds: ['Pod'],
  *detect({ snapshot, graph }) {
    const byOwner = new Map<string, KnownKinds['Pod'][]>();
    for (const pod of snapshot.all('Pod')) {
      const isOld = olderThan(
        snapshot,
        pod.metadata.creationTimestamp,
        hours(1),
      );
      if (pod.status?.phase !== 'Failed' || !isOld) continue;
      if (
        pod.metadata.deletionTimestamp ||
        isSystemNamespace(pod.metadata.namespace)
      )
        continue;
      const owner = nameOf(graph.topOwner(pod));
      byOwner.set(owner, [...(byOwner.get(owner) ?? []), pod]);
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

/** A pod that no controller would replace if its node went away. Static pods belong to their node, and a pod younger than a day may be for debugging. */
export const unmanaged: Detector = {
  id: 'pod.unmanaged',
  title: 'Pod has no controller',
  tier: 'hygiene',
  kinds: ['Pod'],
  *detect({ snapshot }) {
    for (const pod of snapshot.all('Pod')) {
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
