import { Evidence } from '../../findings/Finding';
import { field, logEvidence, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { lastWritten } from '../../snapshot/writes';
import { DetectionContext, Detector } from '../Detector';
import { declaredContainers } from '../shared/containers';
import { isReady } from '../shared/pods';
import { nameOf } from '../shared/sightings';
import {
  ClusterCorefile,
  clusterCorefile,
  clusterDomain,
  kubernetesZones,
} from './clusterCorefile';

/** The kubelet brings a change to the pods within a minute or so, and CoreDNS looks for one every half minute. */
const GRACE = minutes(3);

export const corefileInvalid: Detector = {
  id: 'dns.corefile-invalid',
  title: 'Configuration of cluster DNS cannot work',
  tier: 'problem',
  kinds: ['Service', 'Pod', 'ConfigMap'],
  documentation: {
    speaks:
      'The Corefile of cluster DNS has braces that do not match, has no server block that answers for the cluster’s own domain, or a pod that is not ready logs that it cannot read it. Braces that do not match are a risk while the pods are ready: CoreDNS keeps the old configuration until it is restarted.',
    silent:
      'Silent for three minutes after a change, for plugins that are not known, and as to the cluster’s domain where parts of the Corefile are imported.',
    sources: [
      'https://coredns.io/plugins/kubernetes/',
      'https://coredns.io/plugins/reload/',
    ],
  },

  *detect(context) {
    const read = clusterCorefile(context);
    if (!read) return;
    const { configMap, servers, text } = read;
    const { metadata } = configMap;
    const changed =
      lastWritten(configMap, 'data') ?? metadata.creationTimestamp;
    if (metadata.deletionTimestamp) return;
    if (!olderThan(context.snapshot, changed, GRACE)) return;
    const fault = faultOf(read, context);
    if (!fault) return;
    const isFelt = fault.isFelt || servers.some(pod => !isReady(pod));
    yield {
      subject: referenceTo(configMap),
      tier: isFelt ? 'problem' : 'risk',
      severity: isFelt ? 'critical' : 'high',
      message: `The Corefile in ${nameOf(referenceTo(configMap))} ${fault.words}`,
      evidence: [field(configMap, 'data.Corefile', text), ...fault.evidence],
      ...(changed ? { since: changed } : {}),
    };
  },
};

interface Fault {
  words: string;
  /** It takes effect without a restart. */
  isFelt: boolean;
  evidence: Evidence[];
}

function faultOf(
  read: ClusterCorefile,
  context: DetectionContext,
): Fault | undefined {
  const told = refusal(read, context);
  if (told) return told;
  const { corefile } = read;
  if (!corefile.isBalanced)
    return {
      words: 'has braces that do not match',
      isFelt: false,
      evidence: [],
    };
  if (corefile.hasImports) return undefined;
  const zones = kubernetesZones(corefile);
  if (zones.length === 0)
    return {
      words: 'has no kubernetes plugin, so the names of Services are unknown',
      isFelt: true,
      evidence: [],
    };
  const domain = clusterDomain(context);
  const isCovered =
    !domain ||
    zones.some(
      zone => zone === '' || domain === zone || domain.endsWith(`.${zone}`),
    );
  if (isCovered) return undefined;
  return {
    words: `answers for ${zones.join(', ')}, but kubelets tell pods that the cluster’s domain is ${domain}`,
    isFelt: true,
    evidence: [],
  };
}

const REFUSED = /Corefile:\d+ - Error during parsing|Error during parsing: /;

function refusal(
  { servers }: ClusterCorefile,
  { snapshot }: DetectionContext,
): Fault | undefined {
  for (const pod of servers) {
    if (isReady(pod)) continue;
    const { namespace, name } = pod.metadata;
    for (const { container } of declaredContainers(pod)) {
      const lines = snapshot.logs(namespace, name, container.name) ?? [];
      const told = lines.filter(each => REFUSED.test(each));
      if (told.length > 0)
        return {
          words: 'is refused by CoreDNS',
          isFelt: true,
          evidence: [logEvidence(pod, container.name, told, 2)],
        };
    }
  }
  return undefined;
}
