import { isDefaultClass } from '../../detectors/ingress/ingressClassOf';
import { nameOf } from '../../detectors/shared/sightings';
import { referenceTo } from '../../findings/evidence';
import { JsonValue } from '../../findings/Finding';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import {
  change,
  look,
  merge,
  operations,
  patchStep,
  pointer,
  remove,
  restart,
  test,
  undo,
} from '../steps';

/** The class that an Ingress without a usable one is probably to have: the default one, else the only one. */
function ingressClass({ snapshot }: Situation) {
  const classes = snapshot.all('IngressClass');
  const chosen =
    classes.find(isDefaultClass) ??
    (classes.length === 1 ? classes[0] : undefined);
  return (
    chosen && {
      name: chosen.metadata.name,
      because: isDefaultClass(chosen)
        ? 'the cluster’s default class'
        : 'the only class of the cluster',
    }
  );
}

export const edgeRules: readonly RecommendationRule[] = [
  {
    id: 'fix-edge-route',
    title: 'Repair what the Ingress, Gateway or route refers to',
    causes: ['edge-route-wrong'],
    findings: ['ingress.*', 'gateway.*', 'route.*'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.88,
    minutes: 10,
    requires: ['No other team shares the host'],
    verify: 'Its controller accepts it, and the host answers with its path',
    undo: 'Write the former reference again',
    plan(situation) {
      const { subject, finding } = situation;
      const ingress = situation.object('Ingress');
      const needsClass = situation.has(
        'ingress.class-missing',
        'ingress.no-class',
      );
      if (ingress && needsClass) {
        const target = referenceTo(ingress);
        const found = ingressClass(situation);
        const current = ingress.spec?.ingressClassName;
        return {
          target,
          parameters: [
            found && {
              name: 'ingressClassName',
              ...(current ? { current } : {}),
              proposed: found.name,
              because: found.because,
            },
          ],
          steps: [
            look('See which classes there are', kubectl`get ingressclasses`),
            patchStep(
              'Set the class',
              merge(target, {
                spec: {
                  ingressClassName:
                    found?.name ??
                    blank(
                      'CLASS',
                      'the class whose controller is to serve it; if there is none, a controller has to be installed',
                    ),
                },
              }),
            ),
          ],
          rollback: [
            patchStep(
              'Write the former class again',
              merge(target, {
                spec: { ingressClassName: current ?? null },
              }),
            ),
          ],
        };
      }
      return {
        target: subject,
        steps: [
          look(
            'Read what its controller says of it',
            kubectl`describe ${on(subject)}`,
          ),
          change(`Correct what it refers to: ${finding.message}`),
          situation.has('route.reference-not-granted')
            ? change(
                'Or let the owner of the other namespace add a ReferenceGrant there',
              )
            : undefined,
        ],
      };
    },
  },
  {
    id: 'restore-edge-controller',
    title: 'Bring the controller of the way in back',
    causes: ['edge-controller-down'],
    action: 'rollout-restart',
    risk: 'medium',
    prior: 0.8,
    minutes: 15,
    requires: ['It is not the only replica at the busiest hour'],
    verify: 'Every route of the class has an address again',
    undo: 'Return to the revision before',
    plan(situation) {
      const { subject, workload, owner, finding } = situation;
      return {
        target: workload ? owner : subject,
        ...(workload ? {} : { action: 'none' as const }),
        steps: [
          look(
            `Find the controller’s pods, and what is wrong with them: ${finding.message}`,
            workload
              ? kubectl`describe ${on(owner)}`
              : kubectl`get pods -A -o wide`,
          ),
          change(
            'Do what their own incident recommends, or install the controller where there is none',
          ),
          workload ? restart(owner) : undefined,
        ],
        rollback: workload ? [undo(owner)] : [],
      };
    },
  },
  {
    id: 'remove-fault-injection',
    title: 'Remove the fault rule that was left behind',
    causes: ['fault-injection-left'],
    findings: ['istio.fault-injection-active'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.93,
    minutes: 2,
    requires: ['No experiment is running'],
    verify: 'The share of errors falls back to normal',
    undo: 'Write the fault rule again',
    plan(situation) {
      const { subject, evidence } = situation;
      const found = evidence.find(
        each =>
          each.type === 'field' && /^spec\.http\[\d+\]\.fault$/.test(each.path),
      );
      if (found?.type !== 'field') return undefined;
      const [index] = found.path.match(/\d+/) ?? [];
      const path = pointer('spec', 'http', index ?? 0, 'fault');
      return {
        target: subject,
        steps: [
          look(
            'Ask its owner whether an experiment is running',
            kubectl`get ${on(subject)} -o yaml`,
          ),
          patchStep(
            'Remove the rule',
            operations(subject, test(path, found.value), remove(path)),
          ),
        ],
        rollback: [
          patchStep(
            'Write it again',
            operations(subject, { op: 'add', path, value: found.value }),
          ),
        ],
      };
    },
  },
  {
    id: 'align-mesh-policy',
    title: 'Align mutual TLS, authorization and sidecars',
    causes: ['mesh-policy-conflict'],
    findings: [
      'istio.mtls-conflict',
      'istio.authz-denies-all',
      'istio.sidecar-missing',
    ],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.8,
    minutes: 15,
    requires: ['The team that owns the policy agrees'],
    verify: 'Requests are neither reset nor answered with 403',
    undo: 'Write the former objects again',
    plan(situation) {
      const { subject, owner, workload, finding } = situation;
      if (situation.has('istio.sidecar-missing') && workload)
        return {
          target: owner,
          action: 'rollout-restart' as const,
          steps: [
            look(
              'See that the namespace, or the template, asks for the sidecar',
              kubectl`get namespace ${owner.namespace} --show-labels`,
            ),
            restart(owner),
          ],
        };
      return {
        target: subject,
        steps: [
          look(
            'See which policies count for the connection',
            kubectl`get peerauthentications.security.istio.io,destinationrules.networking.istio.io,authorizationpolicies.security.istio.io -A`,
          ),
          change(
            situation.has('istio.mtls-conflict')
              ? 'Let the DestinationRule speak ISTIO_MUTUAL, or allow plain text on that port while you migrate'
              : 'Let the policy allow the principal of the consumer',
          ),
          look(`What contradicts: ${finding.message}`),
        ],
      };
    },
  },
  {
    id: 'allow-network-path',
    title: 'Allow exactly the connection that is needed',
    causes: ['network-policy-blocks'],
    findings: ['netpol.*'],
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
      const { finding, template, namespace, subject } = situation;
      const labels = template?.metadata?.labels;
      const provider = providerOf(situation);
      const isDns = situation.has('netpol.blocks-dns');
      const steps =
        labels && isDns
          ? [dnsPolicy(situation, labels)]
          : labels && provider
            ? pathPolicies(situation, labels, provider)
            : [
                change(
                  'Add a policy that allows this connection, by the pods’ labels and on the pods’ port, and never one that allows everything',
                ),
              ];
      return {
        target: subject,
        steps: [
          look(
            `See which policies select both ends: ${finding.message}`,
            kubectl`get networkpolicies -n ${namespace}`,
          ),
          ...steps,
        ],
        rollback: [change('Delete what was added')],
      };
    },
  },
];

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
