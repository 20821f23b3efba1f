import { append } from '../../append';
import { field, referenceTo } from '../../findings/evidence';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { Detector } from '../Detector';
import {
  ServiceReference,
  serviceReferencesWhere,
} from '../references/serviceReferences';

const usersOfPodNames = oncePerObject((graph: ResourceGraph) => {
  const users = new Map<string, ServiceReference[]>();
  const context = { snapshot: graph.snapshot, graph };
  for (const each of serviceReferencesWhere(({ ofPod }) => ofPod, context))
    append(users, `${each.namespace}/${each.name}`, each);
  return users;
});

/** StatefulSets whose pods have no names of their own in DNS although somebody uses them. */
export const governingServiceNotHeadless: Detector = {
  id: 'sts.governing-service-not-headless',
  title: 'Governing Service of StatefulSet is not headless',
  tier: 'risk',
  kinds: ['StatefulSet', 'Service', 'Pod'],
  concludesFrom: ['ConfigMap'],
  documentation: {
    speaks:
      'The Service that a StatefulSet names in spec.serviceName has a cluster IP, so that DNS has no names for single pods, and a variable or argument of a pod uses such a name.',
    silent:
      'While nothing that is read uses a name of a single pod: all else works with a cluster IP.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    ],
  },

  *detect(context) {
    const { snapshot } = context;
    for (const set of snapshot.all('StatefulSet')) {
      const { namespace, name, deletionTimestamp } = set.metadata;
      const serviceName = set.spec?.serviceName;
      if (!serviceName || deletionTimestamp) continue;
      const service = snapshot.get('Service', namespace, serviceName);
      const { clusterIP = 'None', type } = service?.spec ?? {};
      if (!service || clusterIP === 'None' || type === 'ExternalName') continue;
      const user = usersOfPodNames(context.graph)
        .get(`${namespace}/${serviceName}`)
        ?.find(each => isPodOf(each, name));
      if (!user) continue;
      yield {
        subject: referenceTo(set),
        key: serviceName,
        severity: 'low',
        message: `Service ${namespace}/${serviceName} has cluster IP ${clusterIP}, so that DNS does not know ${user.host}`,
        evidence: [
          field(set, 'spec.serviceName', serviceName),
          field(service, 'spec.clusterIP', clusterIP),
          field(user.setting.object, user.setting.path, user.host),
        ],
        affected: [referenceTo(user.pod)],
      };
    }
  },
};

function isPodOf({ host }: ServiceReference, set: string) {
  const [pod] = host.split('.');
  return pod.startsWith(`${set}-`) && /^\d+$/.test(pod.slice(set.length + 1));
}
