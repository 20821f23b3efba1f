import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';

const GRACE = minutes(10);

export const loadBalancerPending: Detector = {
  id: 'service.lb-pending',
  title: 'Load balancer has no address',
  tier: 'problem',
  kinds: ['Service'],
  documentation: {
    speaks:
      'A Service of type LoadBalancer has no address after ten minutes. An event that says why makes it worse.',
    silent:
      'Silent for Services of a load balancer class, whose controllers may report elsewhere.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const service of snapshot.all('Service')) {
      const { metadata, spec, status } = service;
      if (spec?.type !== 'LoadBalancer' || spec.loadBalancerClass) continue;
      if (metadata.deletionTimestamp) continue;
      if ((status?.loadBalancer?.ingress ?? []).length > 0) continue;
      if (!olderThan(snapshot, metadata.creationTimestamp, GRACE)) continue;
      const [event] = graph.eventsOf(service, {
        reasons: ['SyncLoadBalancerFailed'],
        within: minutes(60),
      });
      yield {
        subject: referenceTo(service),
        severity: event ? 'high' : 'medium',
        message: event?.message
          ? `The load balancer cannot be made: ${event.message}`
          : `No load balancer has taken Service ${metadata.namespace}/${metadata.name}`,
        evidence: [
          field(service, 'status.loadBalancer', status?.loadBalancer),
          ...(event ? [eventEvidence(event)] : []),
        ],
        since: metadata.creationTimestamp,
      };
    }
  },
};
