import { nameOf } from '../../detectors/shared/sightings';
import { referenceTo } from '../../findings/evidence';
import { JsonValue } from '../../findings/Finding';
import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, look, manifest, patchStep } from '../steps';

export const networkPolicyRules: readonly RecommendationRule[] = [
  {
    id: 'allow-network-path',
    title: 'Allow exactly the connection that is needed',
    causes: ['network-policy-blocks'],
    findings: [
      'netpol.blocks-dependency',
      'netpol.blocks-dns',
      'netpol.ipblock-matches-nothing',
      'netpol.named-port-unknown',
      'netpol.peer-matches-nothing',
      'netpol.selects-nothing',
      'netpol.uses-service-port',
    ],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.88,
    minutes: 10,
    requires: [
      'The isolation is not intended, and no other engine’s policies refuse the connection too',
    ],
    verify: 'The consumer reaches its Service',
    undo: 'Delete the policy that was added',
    plan(situation) {
      const { finding, namespace, subject } = situation;
      return {
        target: subject,
        steps: [
          look(
            `See which policies select both ends: ${finding.message}`,
            kubectl`get networkpolicies -n ${namespace}`,
          ),
          ...allowing(situation),
        ],
        rollback: [change('Delete what was added')],
      };
    },
  },
  {
    id: 'isolate-pods',
    title: 'Say who may connect to the pods',
    causes: [],
    findings: ['netpol.missing'],
    action: 'create-pr',
    risk: 'high',
    prior: 0.6,
    minutes: 60,
    requires: [
      'It is known who connects to the pods: ingress controllers, monitoring and other namespaces among them',
    ],
    verify: 'Everybody who is to connect still can, and nobody else',
    undo: 'Delete the policy that was added',
    plan(situation) {
      const { finding, subject, template } = situation;
      const isNamespace = subject.kind === 'Namespace';
      const namespace = isNamespace ? subject.name : subject.namespace;
      const labels = template?.metadata?.labels;
      if (finding.key === 'egress' || (!isNamespace && !labels))
        return {
          target: subject,
          steps: [
            look(
              'Find out whom the pods call: DNS, Services, and hosts outside',
            ),
            change(
              'Add a policy that allows those connections, to DNS first, and no others',
            ),
          ],
        };
      const policy = {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        namespace,
        name: isNamespace ? 'same-namespace' : `${subject.name}-callers`,
      };
      return {
        target: policy,
        steps: [
          look(
            'See what may be called from outside of the namespace',
            kubectl`get services,ingresses -n ${namespace}`,
          ),
          change(
            'First add policies that allow those who call from other namespaces',
          ),
          patchStep(
            'Then let the pods take other connections from their own namespace only',
            manifest(policy, {
              spec: {
                podSelector: isNamespace ? {} : { matchLabels: labels },
                policyTypes: ['Ingress'],
                ingress: [{ from: [{ podSelector: {} }] }],
              },
            }),
          ),
        ],
        rollback: [change('Delete the policy', kubectl`delete ${on(policy)}`)],
      };
    },
  },
];

/** The policies that allow what is refused, as far as both ends are known. */
function allowing(situation: Situation) {
  const labels = situation.template?.metadata?.labels;
  const provider = providerOf(situation);
  if (labels && situation.has('netpol.blocks-dns'))
    return [dnsPolicy(situation, labels)];
  if (labels && provider) return pathPolicies(situation, labels, provider);
  return [
    change(
      'Add a policy that allows this connection, by the pods’ labels and on the pods’ port, and never one that allows everything',
    ),
  ];
}

interface Provider {
  namespace: string | undefined;
  labels: Record<string, string>;
  port: number;
}

/** The other end, as the finding names it: its workload and the port of its pods. */
function providerOf({
  finding,
  snapshot,
  graph,
}: Situation): Provider | undefined {
  const [, kind, namespace, name, port] =
    /^(\w+) (?:([\w.-]+)\/)?([\w.-]+):(\d+)$/.exec(finding.key ?? '') ?? [];
  if (!port) return undefined;
  const object = snapshot.get(kind, namespace, name);
  const [pod] = object ? graph.podsOf(referenceTo(object)) : [];
  const {
    'pod-template-hash': _hash,
    'controller-revision-hash': _revision,
    'statefulset.kubernetes.io/pod-name': _name,
    'apps.kubernetes.io/pod-index': _index,
    ...labels
  } = pod?.metadata.labels ?? {};
  return Object.keys(labels).length > 0
    ? { namespace, labels, port: Number(port) }
    : undefined;
}

/** What may be said of pods in another namespace: the label that every namespace carries. */
function peer(namespace: string | undefined, labels: Record<string, string>) {
  return {
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': namespace ?? '' },
    },
    podSelector: { matchLabels: labels },
  };
}

function policyStep(
  text: string,
  namespace: string | undefined,
  name: string,
  spec: Record<string, unknown>,
) {
  const target = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    namespace,
    name: name.slice(0, 253),
  };
  return patchStep(text, {
    target,
    type: 'apply',
    patch: {
      apiVersion: target.apiVersion,
      kind: target.kind,
      metadata: { namespace, name: target.name },
      spec,
    },
  });
}

function pathPolicies(
  { owner, namespace, finding }: Situation,
  labels: Record<string, string>,
  provider: Provider,
) {
  const ports = [{ protocol: 'TCP', port: provider.port }];
  const name = `${owner.name}-to-${provider.port}`;
  const direction = /allows? no (ingress|egress)/.exec(finding.message)?.[1];
  const egress = policyStep(
    'Let the consumer’s pods out',
    namespace,
    `allow-${name}-egress`,
    {
      podSelector: { matchLabels: labels },
      policyTypes: ['Egress'],
      egress: [{ to: [peer(provider.namespace, provider.labels)], ports }],
    },
  );
  const ingress = policyStep(
    'Let the provider’s pods be reached',
    provider.namespace,
    `allow-${name}-ingress`,
    {
      podSelector: { matchLabels: provider.labels },
      policyTypes: ['Ingress'],
      ingress: [{ from: [peer(namespace, labels)], ports }],
    },
  );
  // A policy for a direction in which nothing isolates the pods would begin to isolate them.
  return direction === 'ingress' ? [ingress] : [egress];
}

/** Of the DNS pods only the namespace is told: their labels differ between distributions. */
function dnsPolicy(
  { owner, namespace, evidence }: Situation,
  labels: Record<string, string>,
) {
  const service = evidence.find(each => each.object.kind === 'Service')?.object;
  const to: JsonValue = [
    {
      namespaceSelector: {
        matchLabels: {
          'kubernetes.io/metadata.name': service?.namespace ?? 'kube-system',
        },
      },
    },
  ];
  return policyStep(
    `Let the pods ask for names${service ? ` at ${nameOf(service)}` : ''}`,
    namespace,
    `allow-${owner.name}-dns`,
    {
      podSelector: { matchLabels: labels },
      policyTypes: ['Egress'],
      egress: [{ to, ports: dnsPorts(evidence) }],
    },
  );
}

/** Policies count for the ports of pods, which differ from the Service's where the servers run without privileges. */
function dnsPorts(evidence: Situation['evidence']) {
  const found = evidence.find(
    each => each.type === 'field' && each.path === 'spec.ports',
  );
  const ports = (found?.type === 'field' ? found.value : []) as readonly {
    protocol?: string;
    port?: number;
    targetPort?: number | string;
  }[];
  const dns = ports.filter(each => each.port === 53);
  return dns.length > 0
    ? dns.map(({ protocol = 'TCP', port, targetPort = port }) => ({
        protocol,
        port: targetPort,
      }))
    : [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ];
}
