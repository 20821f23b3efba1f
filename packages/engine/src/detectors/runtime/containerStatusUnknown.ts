import { field } from '../../findings/evidence';
import { hours, within } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { containersOf, lastEnd } from '../shared/containers';
import { troublesomePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

/** Containers of which the kubelet no longer knows how they ended. */
export const containerStatusUnknown: Detector = {
  id: 'pod.container-status-unknown',
  title: 'Kubelet lost track of a container',
  tier: 'problem',
  kinds: ['Pod'],
  explainedBy: ['node.*', 'pod.evicted', 'pod.ephemeral-storage-exceeded'],
  documentation: {
    speaks:
      'The kubelet lost sight of a container within the last hour, usually because its node or runtime was restarted.',
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/status/status_manager.go',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of troublesomePods(context)) {
    for (const container of containersOf(pod)) {
      const last = lastEnd(container);
      if (last?.end.reason !== 'ContainerStatusUnknown') continue;
      // The kubelet knows no end time here; the start of the present run is the next best.
      const time =
        last.end.finishedAt ?? container.status.state?.running?.startedAt;
      if (!within(snapshot, time, hours(1))) continue;
      const { name } = container;
      const subject = graph.topOwner(pod);
      yield {
        subject,
        key: name,
        severity: 'low' as const,
        message: `The kubelet lost track of container ${name} of ${nameOf(subject)}`,
        evidence: [field(pod, last.path, last.end)],
        affected: affectedPod(pod, { container: name, since: time }),
      };
    }
  }
}
