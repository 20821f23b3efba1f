import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { isReady, conditionChangedAt } from '../shared/pods';
import { slicesOf } from '../shared/readyEndpoints';
import { affectedPod, nameOf } from '../shared/sightings';

const GRACE = minutes(2);
const CONTROLLER = 'endpointslice-controller.k8s.io';

export const endpointsStale: Detector = {
  id: 'service.endpoints-stale',
  title: 'Ready pods are missing from the endpoints',
  tier: 'problem',
  kinds: ['Service', 'Pod', 'EndpointSlice'],
  documentation: {
    speaks:
      'A pod that a Service selects has been ready for more than two minutes and stands in none of the Service’s EndpointSlices: the controller that writes them is behind.',
    silent:
      'Only slices of that controller are judged, and only where they were all read.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    for (const service of snapshot.all('Service')) {
      const { namespace, deletionTimestamp } = service.metadata;
      if (deletionTimestamp || service.spec?.type === 'ExternalName') continue;
      if (snapshot.readState('EndpointSlice', namespace) !== 'complete')
        continue;
      const slices = slicesOf(service, context);
      const isManaged = slices.every(
        ({ metadata }) =>
          metadata.labels?.['endpointslice.kubernetes.io/managed-by'] ===
          CONTROLLER,
      );
      if (slices.length === 0 || !isManaged) continue;
      const listed = new Set(
        slices.flatMap(slice =>
          (slice.endpoints ?? []).map(each => each.targetRef?.name),
        ),
      );
      const left = graph
        .podsSelectedBy(service)
        .filter(
          pod =>
            !pod.metadata.deletionTimestamp &&
            pod.status?.podIP &&
            isReady(pod) &&
            !listed.has(pod.metadata.name) &&
            olderThan(snapshot, conditionChangedAt(pod, 'Ready'), GRACE) &&
            olderThan(snapshot, service.metadata.creationTimestamp, GRACE),
        );
      if (left.length === 0) continue;
      const subject = referenceTo(service);
      yield {
        subject,
        severity: 'high',
        message: `${left.length} ready pods that ${nameOf(subject)} selects are in none of its EndpointSlices`,
        evidence: [
          field(service, 'spec.selector', service.spec?.selector),
          ...slices.slice(0, 3).map(slice =>
            field(
              slice,
              'endpoints',
              (slice.endpoints ?? []).map(each => each.targetRef?.name ?? null),
            ),
          ),
        ],
        affected: left.map(pod => affectedPod(pod)),
      };
    }
  },
};
