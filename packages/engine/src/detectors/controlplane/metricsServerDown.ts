import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { isReady } from '../shared/pods';
import { lacksReadyEndpoints } from '../shared/readyEndpoints';
import { affectedPod, nameOf } from '../shared/sightings';

const API = 'v1beta1.metrics.k8s.io';
const GRACE = minutes(5);

export const metricsServerDown: Detector = {
  id: 'controlplane.metrics-server-down',
  title: 'Resource metrics are not served',
  tier: 'problem',
  kinds: ['APIService', 'Service', 'Pod'],
  concludesFrom: ['Deployment', 'EndpointSlice'],
  explainedBy: ['config.*', 'create.*', 'image.*', 'pod.*', 'scheduling.*'],
  documentation: {
    speaks:
      'The API server has found the API of resource metrics unavailable for five minutes, and the Service that it is sent to has no ready endpoint. Autoscalers and kubectl top then know nothing.',
    silent: 'Silent where nothing offers that API.',
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const api = snapshot.get('APIService', undefined, API);
    const { namespace, name } = api?.spec?.service ?? {};
    const available = api?.status?.conditions?.find(
      each => each.type === 'Available',
    );
    if (!api || available?.status !== 'False' || api.metadata.deletionTimestamp)
      return;
    if (!olderThan(snapshot, available.lastTransitionTime, GRACE)) return;
    const service = snapshot.get('Service', namespace, name);
    if (!service || !lacksReadyEndpoints(service, undefined, GRACE, context))
      return;
    if (snapshot.readState('Deployment', namespace) !== 'complete') return;
    const pods = graph.podsSelectedBy(service);
    const [workload] = graph.workloadsStamping(
      namespace,
      service.spec?.selector ?? {},
    );
    const owned = pods[0] ?? workload;
    const subject = owned ? graph.topOwner(owned) : referenceTo(service);
    yield {
      subject,
      severity: 'medium',
      message: `${nameOf(subject)} is to serve resource metrics and has no ready pod: ${available.message ?? available.reason ?? ''}`,
      evidence: [
        field(api, 'status.conditions[Available]', available),
        field(service, 'spec.selector', service.spec?.selector),
      ],
      affected: pods.filter(pod => !isReady(pod)).map(pod => affectedPod(pod)),
      since: available.lastTransitionTime,
    };
  },
};
