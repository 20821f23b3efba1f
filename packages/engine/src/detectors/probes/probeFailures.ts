import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { containersOf } from '../shared/containers';
import { unquietActivePods } from '../shared/pods';
import { probeField } from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { FAILURE_ROWS, failureClass } from './failureClass';
import { failingProbe } from './failingProbe';
import { probesOf } from './probesOf';

const WHILE_IT_MATTERS =
  'Told while the container has been running beyond the budget of its probe and still has not passed, or when the kubelet has just killed it for it; a liveness probe whose error the kubelet throws away, so that it never acts, is a risk.';

/** Probes that fail in a way that the kubelet's words tell. */
export const probeFailures = detectorFamily({
  rows: FAILURE_ROWS.map(({ id, title, speaks }) => ({
    id,
    title,
    documentation: { speaks: `${speaks} ${WHILE_IT_MATTERS}` },
    explainedBy: [
      'probe.port-name-unknown',
      'probe.port-number-undeclared',
      'probe.liveness-too-tight',
    ],
  })),
  tier: 'problem',
  kinds: ['Pod', 'Event'],
  documentation: {
    silent:
      'Containers that crash by themselves, events that are older than the present run or than 15 minutes, and containers that are ready again.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/prober.go',
    ],
  },
  read: context => groupSightings(sightings(context)),
});

function* sightings(context: DetectionContext) {
  for (const pod of unquietActivePods(context)) {
    const containers = new Map(
      containersOf(pod).map(each => [each.name, each]),
    );
    for (const declared of probesOf(pod)) {
      const { container: spec } = declared.declared;
      const container = containers.get(spec.name);
      const failing = container && failingProbe(container, declared, context);
      if (!failing) continue;
      const text = failing.event.message ?? '';
      const failure = failureClass(text, declared);
      const row = FAILURE_ROWS.find(({ id }) => id === failure?.row);
      if (!failure || !row) continue;
      const subject = context.graph.topOwner(pod);
      yield {
        detector: row.id,
        subject,
        key: `${spec.name}/${declared.kind.toLowerCase()}`,
        severity: failing.isProblem ? row.severity : ('medium' as const),
        tier: failing.isProblem ? ('problem' as const) : ('risk' as const),
        message: `${declared.kind} probe of container ${spec.name} of ${nameOf(subject)} ${failure.words}`,
        evidence: [
          probeField(pod, declared.path, declared.probe),
          ...failing.evidence,
        ],
        affected: affectedPod(pod, {
          container: spec.name,
          since: failing.since,
        }),
      };
    }
  }
}
