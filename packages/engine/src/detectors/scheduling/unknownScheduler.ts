import { field } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { affectedBy } from './pendingPods';
import { unquietPods } from '../shared/pods';

const GRACE = minutes(2);

/** Pods that ask for a scheduler of which there is no sign. */
export const unknownScheduler: Detector = {
  id: 'scheduling.unknown-scheduler',
  title: 'Pod asks for a scheduler that does not run',
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'A pod has asked for another scheduler than the default one for two minutes, and there is no sign of that scheduler: no word about the pod, no running pod with its name, no pod that it has placed.',
    silent: 'While pods are not fully read.',
    sources: [
      'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    if (snapshot.readState('Pod') !== 'complete') return;
    const waiting = unquietPods(context).filter(
      ({ spec, metadata }) =>
        !spec?.nodeName &&
        !metadata.deletionTimestamp &&
        !['', 'default-scheduler'].includes(spec?.schedulerName ?? ''),
    );
    if (waiting.length === 0) return;
    const active = new Set(
      snapshot
        .all('Pod')
        .filter(pod => pod.spec?.nodeName)
        .map(pod => pod.spec?.schedulerName),
    );
    const collector = new DraftCollector();
    for (const pod of waiting) {
      const name = pod.spec?.schedulerName ?? '';
      if (conditionOf(pod, 'PodScheduled') || active.has(name)) continue;
      const since = pod.metadata.creationTimestamp;
      if (!olderThan(snapshot, since, GRACE)) continue;
      const runs = snapshot
        .all('Pod')
        .some(
          each =>
            each.status?.phase === 'Running' &&
            each.metadata.name.includes(name),
        );
      if (runs) continue;
      const owner = graph.topOwner(pod);
      collector.add({
        detector: 'scheduling.unknown-scheduler',
        subject: owner,
        key: name,
        severity: 'high',
        message: `No scheduler "${name}" takes notice of the pods`,
        evidence: [field(pod, 'spec.schedulerName', name)],
        affected: [affectedBy({ pod, owner, message: '', since })],
      });
    }
    yield* collector.drafts();
  },
};
