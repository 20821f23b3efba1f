import { field } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import {
  DeclaredContainer,
  containersOf,
  declaredContainers,
} from '../shared/containers';
import { activeAlikePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

type Pod = KnownKinds['Pod'];

const IN_USE = /address already in use|EADDRINUSE/i;

/** Containers of one pod that want the same port. */
export const duplicatePort: Detector = {
  id: 'pod.duplicate-container-port',
  title: 'Two containers of a pod want the same port',
  tier: 'risk',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'Two containers that run at the same time in one pod declare the same port and protocol. They share one network, so that only one of them can listen. A problem once one of them is not ready or says so in its log.',
    silent: 'Init containers, which run before the others.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

interface Clash {
  key: string;
  index: number;
  first: DeclaredContainer;
  second: DeclaredContainer;
}

function* sightings(context: DetectionContext) {
  for (const { first, pods } of activeAlikePods(context)) {
    for (const clash of clashesOf(first))
      for (const pod of pods) yield sightingOf(pod, clash, context);
  }
}

function clashesOf(pod: Pod): Clash[] {
  const running = declaredContainers(pod).filter(({ role }) => role !== 'init');
  if (running.length < 2) return [];
  const owners = new Map<string, DeclaredContainer>();
  const clashes: Clash[] = [];
  for (const second of running) {
    for (const [index, port] of (second.container.ports ?? []).entries()) {
      if (!port.containerPort) continue;
      const key = `${port.containerPort}/${port.protocol ?? 'TCP'}`;
      const first = owners.get(key);
      if (!first) owners.set(key, second);
      else if (first !== second) clashes.push({ key, index, first, second });
    }
  }
  return clashes;
}

function sightingOf(
  pod: Pod,
  { key, index, first, second }: Clash,
  context: DetectionContext,
) {
  const names = [first.container.name, second.container.name];
  const clashes = names.some(each => isHurt(pod, each, context));
  const subject = context.graph.topOwner(pod);
  return {
    subject,
    key,
    severity: clashes ? ('high' as const) : ('medium' as const),
    tier: clashes ? ('problem' as const) : ('risk' as const),
    message: `Containers ${names.join(' and ')} of ${nameOf(subject)} both declare port ${key}`,
    evidence: [
      field(pod, `${first.path}.ports`, first.container.ports),
      field(
        pod,
        `${second.path}.ports[${index}]`,
        second.container.ports?.[index],
      ),
    ],
    affected: affectedPod(pod, { container: second.container.name }),
  };
}

function isHurt(pod: Pod, name: string, { snapshot }: DetectionContext) {
  const container = containersOf(pod).find(each => each.name === name);
  const logs = snapshot.logs(pod.metadata.namespace, pod.metadata.name, name);
  return (
    container?.status.ready === false ||
    (logs ?? []).some(line => IN_USE.test(line))
  );
}
