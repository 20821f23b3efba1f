import { field } from '../../findings/evidence';
import { ObjectReference } from '../../findings/Finding';
import { append } from '../../append';
import { mayEnforcePolicies } from '../../network/mayEnforcePolicies';
import { mayHaveOtherPolicies } from '../../network/mayHaveOtherPolicies';
import { NetworkPolicies } from '../../network/NetworkPolicies';
import { DIRECTIONS, Direction, directionsOf } from '../../network/policyRules';
import { KnownKinds } from '../../snapshot/objects';
import { FindingDraft } from '../../findings/Finding';
import { DetectionContext, Detector } from '../Detector';
import { isSystemNamespace } from '../shared/namespaces';
import { activePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { POLICY_SOURCES } from './policyWords';

type Pod = KnownKinds['Pod'];

export const policyMissing: Detector = {
  id: 'netpol.missing',
  title: 'No network policy isolates the pods',
  tier: 'hygiene',
  kinds: ['NetworkPolicy', 'Pod', 'DaemonSet', 'CustomResourceDefinition'],
  documentation: {
    speaks:
      'A namespace with running pods has no network policy, or policies of a namespace isolate other workloads of it in a direction, but not this one.',
    silent:
      'Silent for pods on the node’s network and for system namespaces, and where policies of other kinds may isolate the pods, or the network plugin enforces none.',
    sources: [
      ...POLICY_SOURCES,
      'https://kubernetes.io/docs/concepts/security/security-checklist/#network-security',
    ],
  },

  *detect(context) {
    const { snapshot } = context;
    if (!mayEnforcePolicies(snapshot) || mayHaveOtherPolicies(snapshot)) return;
    const byNamespace = new Map<string, Pod[]>();
    for (const pod of activePods(context)) {
      const { namespace = '' } = pod.metadata;
      if (!pod.spec?.hostNetwork) append(byNamespace, namespace, pod);
    }
    for (const [namespace, pods] of byNamespace) {
      if (isSystemNamespace(namespace)) continue;
      if (snapshot.readState('NetworkPolicy', namespace) !== 'complete')
        continue;
      const policies = snapshot.inNamespace('NetworkPolicy', namespace);
      if (policies.length === 0) yield openNamespace(namespace, pods.length);
      else yield* openWorkloads(pods, policies, context);
    }
  },
};

function openNamespace(name: string, pods: number): FindingDraft {
  const subject: ObjectReference = {
    apiVersion: 'v1',
    kind: 'Namespace',
    name,
  };
  return {
    subject,
    severity: 'low',
    message: `Namespace ${name} has no network policy: everybody may connect to its ${pods === 1 ? 'pod' : `${pods} pods`}`,
    evidence: [
      {
        type: 'absence',
        object: {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          namespace: name,
          name: '*',
        },
      },
    ],
  };
}

/** A direction that no policy of the namespace speaks of was left open on purpose. */
function openWorkloads(
  pods: readonly Pod[],
  policies: readonly KnownKinds['NetworkPolicy'][],
  { snapshot, graph }: DetectionContext,
): FindingDraft[] {
  const meant = DIRECTIONS.filter(direction =>
    policies.some(each => directionsOf(each).includes(direction)),
  );
  const index = NetworkPolicies.of(snapshot);
  const open = (pod: Pod, direction: Direction) => {
    const subject = graph.topOwner(pod);
    return {
      subject,
      key: direction,
      severity: 'low' as const,
      message: `No network policy isolates the ${direction} of ${nameOf(subject)}, unlike that of other pods in its namespace`,
      evidence: [
        field(pod, 'metadata.labels', pod.metadata.labels),
        ...policies
          .slice(0, 3)
          .map(each => field(each, 'spec.podSelector', each.spec?.podSelector)),
      ],
      affected: affectedPod(pod),
    };
  };
  return groupSightings(
    pods.flatMap(pod =>
      meant
        .filter(direction => index.isolating(pod, direction).length === 0)
        .map(direction => open(pod, direction)),
    ),
  );
}
