import { append } from '../../append';
import { field, referenceTo } from '../../findings/evidence';
import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { referencesToService } from '../references/referencesToService';
import { ingressBackends } from '../shared/ingressBackends';
import { isSystemNamespace } from '../shared/namespaces';
import { isReady, conditionChangedAt } from '../shared/pods';
import { nameOf } from '../shared/sightings';

type Service = KnownKinds['Service'];

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
    for (const service of snapshot.all('Service')) {
      const { metadata, spec } = service;
      if (spec?.clusterIP === 'None' || metadata.deletionTimestamp) continue;
      if (isSystemNamespace(metadata.namespace)) continue;
      const pods = graph.podsSelectedBy(service);
      if (pods.length !== 1 || !isReady(pods[0])) continue;
      const [pod] = pods;
      const owner = graph.topOwner(pod);
      if (owner.kind === 'StatefulSet') continue;
      const using = usersOf(service, context);
      const isOwn = using.every(each => each === nameOf(owner));
      const since = conditionChangedAt(pod, 'Ready');
      if (isOwn || !olderThan(snapshot, since, GRACE)) continue;
      yield {
        subject: referenceTo(service),
        severity: 'low',
        message: `${nameOf(referenceTo(service))} has one endpoint and is used by ${using.slice(0, 3).join(', ')}`,
        evidence: [
          field(service, 'spec.selector', spec?.selector),
          field(pod, 'metadata.labels', pod.metadata.labels),
        ],
      };
    }
  },
};

const ingressesTo = oncePerObject((snapshot: ClusterSnapshot) => {
  const ingresses = new Map<string, KnownKinds['Ingress'][]>();
  for (const ingress of snapshot.all('Ingress'))
    for (const { backend } of ingressBackends(ingress))
      if (backend.service?.name)
        append(
          ingresses,
          `${ingress.metadata.namespace}/${backend.service.name}`,
          ingress,
        );
  return ingresses;
});

/** Who uses a Service, by name: workloads first, then Ingresses. */
function usersOf(
  { metadata: { namespace, name } }: Service,
  context: DetectionContext,
): readonly string[] {
  const users = new Set<string>();
  for (const { pod } of referencesToService(namespace, name, context))
    users.add(nameOf(context.graph.topOwner(pod)));
  for (const ingress of ingressesTo(context.snapshot).get(
    `${namespace}/${name}`,
  ) ?? [])
    users.add(nameOf(referenceTo(ingress)));
  return [...users];
}
