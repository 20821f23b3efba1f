import { Evidence, ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { append } from '../../append';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { DetectionContext } from '../Detector';
import { serviceReferences } from '../references/serviceReferences';
import { ingressBackends } from './ingressBackends';

/** Who relies on a Service, and where that stands. */
export interface ServiceUser {
  user: ObjectReference;
  evidence: Evidence;
}

const usersByService = oncePerObject((graph: ResourceGraph) => {
  const { snapshot } = graph;
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
  for (const reference of serviceReferences({ snapshot, graph })) {
    const { setting, host, pod, namespace, name } = reference;
    append(users, `${namespace}/${name}`, {
      user: graph.topOwner(pod),
      evidence: field(setting.object, setting.path, host),
    });
  }
  return users;
});

/** Who relies on a Service: Ingresses first, then workloads whose configuration names it. */
export function usersOfService(
  namespace: string | undefined,
  name: string,
  { graph }: DetectionContext,
): readonly ServiceUser[] {
  return usersByService(graph).get(`${namespace ?? ''}/${name}`) ?? [];
}
