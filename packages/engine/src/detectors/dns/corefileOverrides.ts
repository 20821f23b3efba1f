import { parse } from 'ipaddr.js';
import { field, referenceTo } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { nameOf } from '../shared/sightings';
import { clusterCorefile } from './clusterCorefile';
import { CorefilePlugin } from './corefile';

type Service = KnownKinds['Service'];

export const corefileOverrides: Detector = {
  id: 'dns.corefile-overrides-cluster-name',
  title: 'Cluster DNS answers with something else for the name of a Service',
  tier: 'risk',
  kinds: ['Service', 'Pod', 'ConfigMap'],
  documentation: {
    speaks:
      'An entry of the hosts or rewrite plugin takes the full name of a Service that exists, so that clients of the Service are led elsewhere.',
    silent:
      'Silent for entries that give the Service’s own address or name, and for regular expressions and templates, which are not evaluated.',
    sources: [
      'https://coredns.io/plugins/rewrite/',
      'https://coredns.io/plugins/hosts/',
    ],
  },

  *detect(context) {
    const read = clusterCorefile(context);
    if (!read) return;
    const { configMap, corefile, text } = read;
    const plugins = corefile.blocks.flatMap(each => each.plugins);
    for (const { name, to, how } of plugins.flatMap(entriesOf)) {
      const service = serviceNamed(name, context.snapshot);
      if (!service || isItself(to, service)) continue;
      yield {
        subject: referenceTo(configMap),
        key: name,
        severity: 'high',
        message: `The Corefile ${how} ${name} to ${to}, so ${nameOf(referenceTo(service))} is not reached by its name`,
        evidence: [
          field(configMap, 'data.Corefile', text),
          field(service, 'spec.clusterIP', service.spec?.clusterIP),
        ],
      };
    }
  },
};

interface Entry {
  name: string;
  to: string;
  how: string;
}

function entriesOf({ name, args, lines }: CorefilePlugin): Entry[] {
  if (name === 'hosts')
    return [args, ...lines].flatMap(([address = '', ...names]) =>
      isAddress(address)
        ? names.map(each => ({ name: each, to: address, how: 'points' }))
        : [],
    );
  if (name !== 'rewrite') return [];
  const rules = [args, ...lines].map(words =>
    words.filter(each => !['stop', 'continue'].includes(each)),
  );
  return rules.flatMap(([kind, ...rest]) => {
    const [from = '', to = ''] = rest[0] === 'exact' ? rest.slice(1) : rest;
    return kind === 'name' && from.includes('.')
      ? [{ name: from, to, how: 'rewrites' }]
      : [];
  });
}

function isAddress(text: string) {
  try {
    return parse(text) !== undefined;
  } catch {
    return false;
  }
}

const FULL_NAME = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc\.[a-z0-9.-]+$/;

function serviceNamed(
  host: string,
  snapshot: ClusterSnapshot,
): Service | undefined {
  const [, name, namespace] = FULL_NAME.exec(withoutDot(host)) ?? [];
  return name ? snapshot.get('Service', namespace, name) : undefined;
}

function isItself(to: string, { metadata, spec }: Service) {
  const { clusterIP, clusterIPs = [], externalIPs = [] } = spec ?? {};
  return (
    [clusterIP, ...clusterIPs, ...externalIPs].includes(to) ||
    withoutDot(to).startsWith(`${metadata.name}.${metadata.namespace}.svc.`)
  );
}

function withoutDot(host: string) {
  return host.toLowerCase().replace(/\.$/, '');
}
