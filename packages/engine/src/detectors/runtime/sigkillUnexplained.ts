import { field } from '../../findings/evidence';
import { hours, within } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { containersOf, lastEnd } from '../shared/containers';
import { SIGKILL, nodeOomEvents, oomEvidence } from '../shared/oom';
import { podCondition, troublesomePods } from '../shared/pods';
import { probeKill } from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

/** Containers that somebody has killed, and nothing says who. */
export const sigkillUnexplained: Detector = {
  id: 'pod.sigkill-unexplained',
  title: 'Container was killed and nothing says why',
  tier: 'risk',
  kinds: ['Pod', 'Event'],
  explainedBy: [
    'pod.oom-killed',
    'pod.node-oom-victim',
    'pod.liveness-killing',
    'pod.startup-probe-failing',
    'pod.evicted',
    'pod.ephemeral-storage-exceeded',
  ],
  documentation: {
    speaks:
      'A container ended with exit code 137 within the last hour, and the snapshot shows no memory kill, no probe, no eviction and no disruption.',
    silent:
      'Events live about an hour, so that their absence proves little: this is a hint and no problem.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of troublesomePods(context)) {
    if (pod.status?.reason || podCondition(pod, 'DisruptionTarget')) continue;
    for (const container of containersOf(pod)) {
      const last = lastEnd(container);
      if (last?.end.exitCode !== SIGKILL) continue;
      if (last.end.reason === 'ContainerStatusUnknown') continue;
      if (!within(snapshot, last.end.finishedAt, hours(1))) continue;
      if (oomEvidence(container, last, context).length > 0) continue;
      if (nodeOomEvents(pod, last.end.finishedAt, context).length > 0) continue;
      if (
        probeKill(container, 'Liveness', context) ||
        probeKill(container, 'Startup', context)
      )
        continue;

      const { name } = container;
      const subject = graph.topOwner(pod);
      yield {
        subject,
        key: name,
        severity: 'medium' as const,
        message: `Container ${name} of ${nameOf(subject)} was killed with SIGKILL; neither memory, a probe nor an eviction is on record`,
        evidence: [field(pod, last.path, last.end)],
        affected: affectedPod(pod, {
          container: name,
          since: last.end.finishedAt,
        }),
      };
    }
  }
}
