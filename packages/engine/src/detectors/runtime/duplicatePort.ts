import { field } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import {
  DeclaredContainer,
  containersOf,
  declaredContainers,
} from '../shared/containers';
import { activePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

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

function* sightings(context: DetectionContext) {
  for (const pod of activePods(context)) {
    const owners = new Map<string, DeclaredContainer>();
    for (const declared of declaredContainers(pod)) {
      if (declared.role === 'init') continue;
      const ports = declared.container.ports ?? [];
      for (const [index, port] of ports.entries()) {
        if (!port.containerPort) continue;
        const key = `${port.containerPort}/${port.protocol ?? 'TCP'}`;
        const first = owners.get(key);
        owners.set(key, first ?? declared);
        if (!first || first === declared) continue;

        const names = [first.container.name, declared.container.name];
        const clashes = names.some(each => isHurt(pod, each, context));
        const subject = context.graph.topOwner(pod);
        yield {
          subject,
          key,
          severity: clashes ? ('high' as const) : ('medium' as const),
          tier: clashes ? ('problem' as const) : ('risk' as const),
          message: `Containers ${names.join(' and ')} of ${nameOf(subject)} both declare port ${key}`,
          evidence: [
            field(pod, `${first.path}.ports`, first.container.ports),
            field(pod, `${declared.path}.ports[${index}]`, port),
          ],
          affected: affectedPod(pod, { container: declared.container.name }),
        };
      }
    }
  }
}

function isHurt(
  pod: KnownKinds['Pod'],
  name: string,
  { snapshot }: DetectionContext,
) {
  const container = containersOf(pod).find(each => each.name === name);
  const logs = snapshot.logs(pod.metadata.namespace, pod.metadata.name, name);
  return (
    container?.status.ready === false ||
    (logs ?? []).some(line => IN_USE.test(line))
  );
}
