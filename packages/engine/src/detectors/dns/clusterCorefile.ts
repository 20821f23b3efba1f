import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { Corefile, parseCorefile } from './corefile';
import { dnsServers } from './dnsServers';

/** The configuration that the pods of cluster DNS mount. */
export interface ClusterCorefile {
  configMap: KnownKinds['ConfigMap'];
  text: string;
  corefile: Corefile;
  servers: readonly KnownKinds['Pod'][];
}

const KEY = 'Corefile';

/** Undefined where cluster DNS is not CoreDNS, or its configuration was not read. */
export function clusterCorefile(
  context: DetectionContext,
): ClusterCorefile | undefined {
  const { snapshot } = context;
  const servers = dnsServers(context);
  if (!servers || !snapshot.hasContents('ConfigMap')) return undefined;
  const mounted = (servers.pods[0]?.spec?.volumes ?? []).flatMap(
    ({ configMap }) => configMap?.name ?? [],
  );
  const { namespace } = servers.service.metadata;
  for (const name of [...mounted, 'coredns']) {
    const configMap = snapshot.get('ConfigMap', namespace, name);
    const text = configMap?.data?.[KEY];
    if (configMap && typeof text === 'string' && text.includes('{'))
      return {
        configMap,
        text,
        corefile: parseCorefile(text),
        servers: servers.pods,
      };
  }
  return undefined;
}

const DOMAIN = /^\s*clusterDomain:\s*"?([a-z0-9.-]+)"?\s*$/im;

/** The domain under which Services have their names, if what kubeadm wrote down for kubelets tells. */
export function clusterDomain({
  snapshot,
}: DetectionContext): string | undefined {
  const configMap = snapshot.get('ConfigMap', 'kube-system', 'kubelet-config');
  const [, domain] = DOMAIN.exec(configMap?.data?.kubelet ?? '') ?? [];
  return domain?.toLowerCase();
}

/** Domains that the `kubernetes` plugin answers for: its own arguments, else the zones of its server block. */
export function kubernetesZones({ blocks }: Corefile): string[] {
  return blocks.flatMap(({ zones, plugins }) =>
    plugins
      .filter(({ name }) => name === 'kubernetes')
      .flatMap(({ args }) =>
        args.length > 0
          ? args.map(each => each.toLowerCase().replace(/\.$/, ''))
          : zones,
      ),
  );
}
