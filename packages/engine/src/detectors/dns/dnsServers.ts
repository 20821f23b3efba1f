import { ObjectReference } from '../../findings/Finding';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { clusterDnsService } from '../shared/clusterDns';

/** What answers for names in the cluster. */
export interface DnsServers {
  service: KnownKinds['Service'];
  /** Pods behind the Service that are not on their way out. */
  pods: readonly KnownKinds['Pod'][];
  /** What makes the pods, if it is known. */
  workload: ObjectReference | undefined;
}

/** Cluster DNS as far as it runs in the cluster and is known by its labels or name. */
export function dnsServers({
  snapshot,
  graph,
}: DetectionContext): DnsServers | undefined {
  const service = clusterDnsService(snapshot);
  if (!service) return undefined;
  const pods = graph
    .podsSelectedBy(service)
    .filter(pod => !pod.metadata.deletionTimestamp);
  const [made] = graph
    .workloadsStamping(service.metadata.namespace, service.spec?.selector ?? {})
    .map(each => graph.topOwner(each));
  return {
    service,
    pods,
    workload: pods[0] ? graph.topOwner(pods[0]) : made,
  };
}
