import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { nameOf } from '../../detectors/shared/sightings';
import { referenceTo } from '../../findings/evidence';
import { JsonValue } from '../../findings/Finding';
import { TEMPLATED_KINDS, Workload } from '../../graph/workloads';
import { KnownKinds } from '../../snapshot/objects';
import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { lastingLabels, podSelector } from '../podSelector';
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
      const { finding, subject, workload } = situation;
      const isNamespace = subject.kind === 'Namespace';
      const namespace = isNamespace ? subject.name : subject.namespace;
      const selector = isNamespace ? {} : podSelector(workload);
      if (finding.key === 'egress' || !selector)
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
                podSelector: selector,
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
  const consumer = podSelector(situation.workload);
  const provider = providerOf(situation);
  if (consumer && situation.has('netpol.blocks-dns'))
    return [dnsPolicy(situation, consumer)];
  if (consumer && provider) return pathPolicies(situation, consumer, provider);
  return [
    change(
      'Add a policy that allows this connection, by the pods’ labels and on the pods’ port, and never one that allows everything',
    ),
  ];
}

interface Provider {
  namespace: string | undefined;
  pods: LabelSelector;
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
  if (!object) return undefined;
  const pods = isWorkload(object)
    ? podSelector(object)
    : labelled(graph.podsOf(referenceTo(object)));
  return pods && { namespace, pods, port: Number(port) };
}

function isWorkload(object: {
  kind: string;
}): object is Extract<typeof object, Workload> {
  return (TEMPLATED_KINDS as readonly string[]).includes(object.kind);
}

function labelled([pod]: readonly KnownKinds['Pod'][]):
  LabelSelector | undefined {
  const matchLabels = lastingLabels(pod?.metadata.labels);
  return matchLabels && { matchLabels };
}

/** What may be said of pods in another namespace: the label that every namespace carries. */
function peer(namespace: string | undefined, pods: LabelSelector) {
  return {
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': namespace ?? '' },
    },
    podSelector: pods,
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
  consumer: LabelSelector,
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
      podSelector: consumer,
      policyTypes: ['Egress'],
      egress: [{ to: [peer(provider.namespace, provider.pods)], ports }],
    },
  );
  const ingress = policyStep(
    'Let the provider’s pods be reached',
    provider.namespace,
    `allow-${name}-ingress`,
    {
      podSelector: provider.pods,
      policyTypes: ['Ingress'],
      ingress: [{ from: [peer(namespace, consumer)], ports }],
    },
  );
  // A policy for a direction in which nothing isolates the pods would begin to isolate them.
  return direction === 'ingress' ? [ingress] : [egress];
}

/** Of the DNS pods only the namespace is told: their labels differ between distributions. */
function dnsPolicy(
  { owner, namespace, evidence }: Situation,
  pods: LabelSelector,
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
      podSelector: pods,
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
