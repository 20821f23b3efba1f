import { field } from '../../findings/evidence';
import { DetectionContext, Detector } from '../Detector';
import { complaintsAbout } from '../references/consumerTrouble';
import {
  ServiceReference,
  serviceReferencesWhere,
} from '../references/serviceReferences';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

export const hostNetworkPolicy: Detector = {
  id: 'dns.hostnetwork-policy',
  title: 'Pods on the node’s network cannot resolve the names of Services',
  tier: 'risk',
  kinds: ['Pod', 'Service'],
  concludesFrom: ['ConfigMap'],
  documentation: {
    speaks:
      'Pods with hostNetwork and the DNS policy ClusterFirst, which then means the node’s servers, name a Service by its full name. A problem where their log tells that it is not resolved.',
    silent:
      'Silent with ClusterFirstWithHostNet, and where the pod names servers of its own. Some nodes do ask cluster DNS, so that it is no more than a risk without such a log.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy',
    ],
  },

  detect: context => groupSightings(sightings(context)),
};

const UNRESOLVED =
  /no such host|resol|not known|ENOTFOUND|EAI_AGAIN|unknown ?host|nodename/i;

function* sightings(context: DetectionContext) {
  const { graph } = context;
  for (const reference of serviceReferencesWhere(missesClusterDns, context)) {
    const { pod, host, setting, container } = reference;
    const complaints = complaintsAbout(reference, context).filter(
      each =>
        each.type === 'log' && each.lines.some(line => UNRESOLVED.test(line)),
    );
    const isProblem = complaints.length > 0;
    const subject = graph.topOwner(pod);
    yield {
      subject,
      tier: isProblem ? ('problem' as const) : ('risk' as const),
      severity: isProblem ? ('high' as const) : ('medium' as const),
      message: `${nameOf(subject)} looks up ${host} with the node’s name servers: on the node’s network, DNS policy ClusterFirst does not reach cluster DNS`,
      evidence: [
        field(pod, 'spec.hostNetwork', pod.spec?.hostNetwork),
        field(pod, 'spec.dnsPolicy', pod.spec?.dnsPolicy),
        field(setting.object, setting.path, host),
        ...complaints,
      ],
      affected: affectedPod(pod, { container }),
    };
  }
}

function missesClusterDns({ form, pod }: ServiceReference): boolean {
  if (form !== 'full' || !pod.spec?.hostNetwork) return false;
  const { dnsPolicy = 'ClusterFirst', dnsConfig } = pod.spec;
  return dnsPolicy === 'ClusterFirst' && !dnsConfig?.nameservers?.length;
}
