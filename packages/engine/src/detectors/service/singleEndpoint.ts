import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { serviceReferences } from '../references/serviceReferences';
import { ingressBackends } from '../shared/ingressBackends';
import { isSystemNamespace } from '../shared/namespaces';
import { isReady, conditionChangedAt } from '../shared/pods';
import { nameOf } from '../shared/sightings';

const GRACE = minutes(10);

export const singleEndpoint: Detector = {
  id: 'service.single-endpoint',
  title: 'Service that others use has one endpoint',
  tier: 'hygiene',
  kinds: ['Service', 'Pod'],
  concludesFrom: ['ConfigMap', 'Ingress'],
  documentation: {
    speaks:
      'For ten minutes one pod has been all that is ready behind a Service that an Ingress routes to or that the configuration of another workload names: it is gone for as long as the pod is replaced.',
    silent:
      'Silent for StatefulSets, of which often one member serves, for headless Services and in system namespaces.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const users = usersOf(context);
    for (const service of snapshot.all('Service')) {
      const { metadata, spec } = service;
      if (spec?.clusterIP === 'None' || metadata.deletionTimestamp) continue;
      if (isSystemNamespace(metadata.namespace)) continue;
      const using = users.get(`${metadata.namespace}/${metadata.name}`);
      if (!using) continue;
      const [pod, ...others] = graph.podsSelectedBy(service);
      if (!pod || others.length > 0 || !isReady(pod)) continue;
      const owner = graph.topOwner(pod);
      const isMember = owner.kind === 'StatefulSet';
      const isOwn = [...using].every(each => each === nameOf(owner));
      const since = conditionChangedAt(pod, 'Ready');
      if (isMember || isOwn || !olderThan(snapshot, since, GRACE)) continue;
      yield {
        subject: referenceTo(service),
        severity: 'low',
        message: `${nameOf(referenceTo(service))} has one endpoint and is used by ${[...using].slice(0, 3).join(', ')}`,
        evidence: [
          field(service, 'spec.selector', spec?.selector),
          field(pod, 'metadata.labels', pod.metadata.labels),
        ],
      };
    }
  },
};

/** Who uses each Service, by its namespace and name. */
function usersOf(context: DetectionContext) {
  const users = new Map<string, Set<string>>();
  const add = (service: string, user: string) =>
    users.set(service, (users.get(service) ?? new Set()).add(user));
  for (const { pod, namespace, name } of serviceReferences(context))
    add(`${namespace}/${name}`, nameOf(context.graph.topOwner(pod)));
  for (const ingress of context.snapshot.all('Ingress'))
    for (const { backend } of ingressBackends(ingress))
      if (backend.service?.name)
        add(
          `${ingress.metadata.namespace}/${backend.service.name}`,
          nameOf(referenceTo(ingress)),
        );
  return users;
}
