import { parse } from 'yaml';
import { field, referenceTo } from '../../findings/evidence';
import { FindingDraft } from '../../findings/Finding';
import { isRangeWithin } from '../../network/addresses';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { isReady } from '../shared/pods';
import { nameOf } from '../shared/sightings';

const MODES: readonly string[] = [
  '',
  'iptables',
  'ipvs',
  'nftables',
  'kernelspace',
];
const KEY = 'config.conf';
/** Longer texts are no configuration of kube-proxy. */
const LONGEST_TEXT = 100_000;

export const kubeProxyConfig: Detector = {
  id: 'controlplane.kube-proxy-config',
  title: 'Configuration of kube-proxy does not fit',
  tier: 'risk',
  kinds: ['ConfigMap', 'DaemonSet'],
  concludesFrom: ['Node', 'Pod'],
  documentation: {
    speaks:
      'The configuration that the DaemonSet kube-proxy mounts names a mode that does not exist, or a range of pod addresses that holds those of no node. A problem where kube-proxy is not ready on a node, else a risk: it reads the mode when it starts.',
    silent:
      'Silent without a mode, which means the platform’s default, and as to the range where local traffic is told apart in another way.',
    sources: [
      'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/',
    ],
  },

  *detect(context) {
    const { snapshot } = context;
    const daemonSet = snapshot.get('DaemonSet', 'kube-system', 'kube-proxy');
    const configMap = configMapOf(daemonSet, context);
    const config = configMap && parsed(configMap.data?.[KEY]);
    if (!configMap || !config || !daemonSet) return;
    const isFelt = context.graph
      .podsOf(referenceTo(daemonSet))
      .some(pod => !pod.metadata.deletionTimestamp && !isReady(pod));
    const tier = isFelt ? ('problem' as const) : ('risk' as const);
    const { mode = '' } = config;
    if (typeof mode === 'string' && !MODES.includes(mode))
      yield {
        ...draftFor(configMap, 'mode', mode),
        tier,
        severity: 'high',
        message: `${nameOf(referenceTo(configMap))} sets mode "${mode}", which kube-proxy does not know`,
      };
    const stranger = strangeRange(config, context);
    if (stranger)
      yield {
        ...draftFor(configMap, 'clusterCIDR', stranger),
        severity: 'medium',
        message: `${nameOf(referenceTo(configMap))} sets clusterCIDR ${stranger}, but no node gives its pods addresses in it`,
      };
  },
};

function draftFor(
  configMap: KnownKinds['ConfigMap'],
  key: string,
  value: string,
): Pick<FindingDraft, 'subject' | 'key' | 'evidence'> {
  return {
    subject: referenceTo(configMap),
    key,
    evidence: [field(configMap, `data["${KEY}"]`, { [key]: value })],
  };
}

function configMapOf(
  daemonSet: KnownKinds['DaemonSet'] | undefined,
  { snapshot }: DetectionContext,
) {
  if (!daemonSet || !snapshot.hasContents('ConfigMap')) return undefined;
  const volumes = daemonSet.spec?.template?.spec?.volumes ?? [];
  return volumes
    .map(({ configMap }) =>
      snapshot.get('ConfigMap', 'kube-system', configMap?.name),
    )
    .find(each => each?.data?.[KEY]);
}

interface ProxyConfiguration {
  mode?: unknown;
  clusterCIDR?: unknown;
  detectLocalMode?: unknown;
}

/** Undefined for what is no YAML object: kubeadm and others may keep something else under the name. */
function parsed(text: unknown): ProxyConfiguration | undefined {
  if (typeof text !== 'string' || text.length > LONGEST_TEXT) return undefined;
  try {
    const value: unknown = parse(text, { maxAliasCount: 0 });
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function strangeRange(
  { clusterCIDR, detectLocalMode = '' }: ProxyConfiguration,
  { snapshot }: DetectionContext,
): string | undefined {
  if (typeof clusterCIDR !== 'string' || clusterCIDR === '') return undefined;
  if (!['', 'ClusterCIDR'].includes(String(detectLocalMode))) return undefined;
  if (snapshot.readState('Node') !== 'complete') return undefined;
  const ranges = clusterCIDR.split(',').map(each => each.trim());
  const ofNodes = snapshot
    .all('Node')
    .flatMap(({ spec }) => spec?.podCIDRs ?? spec?.podCIDR ?? []);
  const isFitting = ofNodes.some(each =>
    ranges.some(range => isRangeWithin(each, range)),
  );
  return ofNodes.length === 0 || isFitting ? undefined : clusterCIDR;
}
