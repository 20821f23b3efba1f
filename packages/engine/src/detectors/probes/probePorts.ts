import { Evidence } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { containersOf, declaredContainers } from '../shared/containers';
import { activeAlikePods } from '../shared/pods';
import { probeField } from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { failingProbe } from './failingProbe';
import {
  DeclaredProbe,
  dialsUndeclaredPort,
  portOf,
  probesOf,
} from './probesOf';

const REFUSED = /connection refused/i;
/** Ports at which a mesh's sidecar answers rewritten probes. */
const MESH_PORTS: ReadonlySet<number> = new Set([15020, 15021]);

/** Probes of a port that the container, or the pod, does not declare. */
export const probePorts = detectorFamily({
  rows: [
    {
      id: 'probe.port-name-unknown',
      title: 'Probe names a port that the container does not have',
      documentation: {
        speaks:
          'A probe names a port that its own container does not declare under that name; names are not looked up in other containers. The kubelet throws away the error: readiness and startup are never reached, which is a problem, and liveness never acts, which is a risk.',
        silent:
          'Ports given as a number. A probe that has passed nevertheless is only a risk.',
      },
    },
    {
      id: 'probe.port-number-undeclared',
      title: 'Probe dials a port that the pod does not declare',
      documentation: {
        speaks:
          'A probe was refused the connection to a port number that no container of the pod declares, while its own container declares others. Told while the container has been running beyond the budget of its probe and still has not passed, or when the kubelet has just killed it for it.',
        silent:
          'Probes that succeed, since a number needs no declaration, and containers that are still starting or crash by themselves. Containers that declare no port, probes with a host of their own, pods in the network of their node, and the ports 15020 and 15021, at which the sidecar of a mesh answers.',
      },
    },
  ],
  tier: 'problem',
  kinds: ['Pod'],
  concludesFrom: ['Event'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/prober.go',
    ],
  },
  read: context => groupSightings(sightings(context)),
});

function* sightings(context: DetectionContext) {
  for (const { first, pods } of activeAlikePods(context))
    if (dialsUndeclaredPort(first))
      for (const pod of pods) yield* sightingsOf(pod, context);
}

function* sightingsOf(pod: KnownKinds['Pod'], context: DetectionContext) {
  for (const each of probesOf(pod)) {
    const reading =
      unknownName(pod, each) ?? undeclaredNumber(pod, each, context);
    if (!reading) continue;
    const { container, path } = each.declared;
    const subject = context.graph.topOwner(pod);
    const { severity, isProblem, detector, words, evidence = [] } = reading;
    yield {
      detector,
      subject,
      key: `${container.name}/${each.kind.toLowerCase()}`,
      severity,
      tier: isProblem ? ('problem' as const) : ('risk' as const),
      message: `${each.kind} probe of container ${container.name} of ${nameOf(subject)} ${words}`,
      evidence: [
        probeField(pod, each.path, each.probe),
        field(pod, `${path}.ports`, container.ports ?? []),
        ...evidence,
      ],
      affected: affectedPod(pod, { container: container.name }),
    };
  }
}

interface Reading {
  detector: string;
  severity: 'high' | 'medium';
  isProblem: boolean;
  words: string;
  evidence?: Evidence[];
}

function unknownName(
  pod: KnownKinds['Pod'],
  declaredProbe: DeclaredProbe,
): Reading | undefined {
  const { declared, kind } = declaredProbe;
  const port = portOf(declaredProbe);
  const ports = declared.container.ports ?? [];
  if (typeof port !== 'string' || ports.some(each => each.name === port))
    return undefined;
  // A container that has passed contradicts the reading: some other kubelet may run it.
  const status = statusOf(pod, declared.container.name);
  const hasPassed = kind === 'Startup' ? status?.started : status?.ready;
  const isProblem = kind !== 'Liveness' && !hasPassed;
  const names = ports.flatMap(({ name }) => (name ? [`"${name}"`] : []));
  return {
    detector: 'probe.port-name-unknown',
    severity: isProblem ? 'high' : 'medium',
    isProblem,
    words: `dials port "${port}", which the container does not have${names.length > 0 ? `; it has ${names.join(', ')}` : ''}: ${kind === 'Liveness' ? 'the probe never acts' : 'it can never succeed'}`,
  };
}

function undeclaredNumber(
  pod: KnownKinds['Pod'],
  declaredProbe: DeclaredProbe,
  context: DetectionContext,
): Reading | undefined {
  const { declared, probe } = declaredProbe;
  const port = portOf(declaredProbe);
  if (typeof port !== 'number' || MESH_PORTS.has(port)) return undefined;
  if (probe.httpGet?.host || probe.tcpSocket?.host || pod.spec?.hostNetwork)
    return undefined;
  const own = declared.container.ports ?? [];
  const isDeclared = declaredContainers(pod)
    .filter(({ role }) => role !== 'init')
    .some(({ container }) =>
      (container.ports ?? []).some(each => each.containerPort === port),
    );
  if (own.length === 0 || isDeclared) return undefined;

  const container = containersOf(pod).find(
    each => each.name === declared.container.name,
  );
  const failing = container && failingProbe(container, declaredProbe, context);
  if (!failing || !REFUSED.test(failing.event.message ?? '')) return undefined;
  const declaredPorts = own.map(each => each.containerPort).join(', ');
  return {
    detector: 'probe.port-number-undeclared',
    severity: 'high',
    isProblem: true,
    words: `is refused at port ${port}, which no container of the pod declares; the container declares ${declaredPorts}`,
    evidence: failing.evidence,
  };
}

function statusOf(pod: KnownKinds['Pod'], name: string) {
  return containersOf(pod).find(each => each.name === name)?.status;
}
