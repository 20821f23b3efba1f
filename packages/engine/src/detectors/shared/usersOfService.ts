import { Evidence, ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { append } from '../../append';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { DetectionContext } from '../Detector';
import { referencesToService } from '../references/referencesToService';
import { ingressBackends } from './ingressBackends';

/** Who relies on a Service, and where that stands. */
export interface ServiceUser {
  user: ObjectReference;
  evidence: Evidence;
}

const ingressesByService = oncePerObject(({ snapshot }: ResourceGraph) => {
  const users = new Map<string, ServiceUser[]>();
  for (const ingress of snapshot.all('Ingress')) {
    for (const { backend, path } of ingressBackends(ingress)) {
      if (!backend.service) continue;
      append(users, `${ingress.metadata.namespace}/${backend.service.name}`, {
        user: referenceTo(ingress),
        evidence: field(ingress, path, backend),
      });
    }
  }
  return users;
});

/** Who relies on a Service: Ingresses first, then workloads whose configuration names it. */
export function usersOfService(
  namespace: string | undefined,
  name: string,
  context: DetectionContext,
): readonly ServiceUser[] {
  const { graph } = context;
  return [
    ...(ingressesByService(graph).get(`${namespace ?? ''}/${name}`) ?? []),
    ...referencesToService(namespace, name, context).map(
      ({ setting, host, pod }) => ({
        user: graph.topOwner(pod),
        evidence: field(setting.object, setting.path, host),
      }),
    ),
  ];
}
