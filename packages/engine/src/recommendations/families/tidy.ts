import type { SecurityContext } from 'kubernetes-types/core/v1';
import { ObjectReference } from '../../findings/Finding';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { notAutoscaled } from '../requirements';
import { Situation } from '../Situation';
import {
  change,
  look,
  manifest,
  merge,
  patchStep,
  undo,
  watch,
} from '../steps';
import {
  containerPatch,
  containersPatch,
  podSpecPatch,
} from '../templatePatch';
import { HardenedContainer, hardenedContainers } from './hardenedContainers';

/** What each finding asks for, and no more: any other restriction may break what works. */
const RESTRICTIONS: readonly (readonly [detector: string, fields: object])[] = [
  ['security.privileged', { privileged: false }],
  ['security.privilege-escalation', { allowPrivilegeEscalation: false }],
  ['security.runs-as-root', { runAsNonRoot: true }],
  ['security.capabilities-not-dropped', { capabilities: { drop: ['ALL'] } }],
  ['security.seccomp-missing', { seccompProfile: { type: 'RuntimeDefault' } }],
  ['security.writable-root-fs', { readOnlyRootFilesystem: true }],
];

function restrictions(
  { template }: Situation,
  { place, found }: HardenedContainer,
): object {
  const security = {
    ...template?.spec?.securityContext,
    ...place.spec.securityContext,
  } as SecurityContext;
  const fields = RESTRICTIONS.flatMap(([detector, restricted]) =>
    found.has(detector) ? [restricted] : [],
  );
  return Object.assign(
    {},
    ...fields,
    // The API server refuses one without the other.
    security.privileged && found.has('security.privilege-escalation')
      ? { privileged: false }
      : {},
    // The kubelet starts no container as user 0 that may not be root, whether its specification or its image says so.
    found.has('security.runs-as-root') &&
      (security.runAsUser === 0 || found.get('security.runs-as-root') === 0)
      ? {
          runAsUser: blank(
            'USER',
            'the number of a user other than 0 that can read the image’s files',
          ),
        }
      : {},
  );
}

export const tidyRules: readonly RecommendationRule[] = [
  {
    id: 'add-resilience',
    title: 'Add replicas, a budget, spread and probes',
    causes: [],
    findings: [
      'resources.single-replica',
      'resources.pdb-missing',
      'resources.no-spread',
      'probe.readiness-missing',
    ],
    action: 'create-pr',
    risk: 'low',
    prior: 0.85,
    minutes: 20,
    requires: ['It may run more than once at a time'],
    verify: 'The findings are gone',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, template, container } = situation;
      const labels = (
        workload?.spec as
          { selector?: { matchLabels?: Record<string, string> } } | undefined
      )?.selector?.matchLabels;
      const budget = {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        namespace: owner.namespace,
        name: owner.name,
      };
      const isAutoscaled = notAutoscaled.judge?.(situation, owner) === false;
      const [port, ...others] = container?.spec.ports ?? [];
      return {
        target: owner,
        steps: [
          situation.has('resources.single-replica') && !isAutoscaled
            ? secondReplica(owner, workload)
            : undefined,
          situation.has('resources.pdb-missing') && labels
            ? patchStep(
                'Let one pod at a time go',
                manifest(budget, {
                  spec: {
                    maxUnavailable: 1,
                    selector: { matchLabels: labels },
                  },
                }),
              )
            : undefined,
          situation.has('resources.no-spread') && labels
            ? patchStep(
                'Spread the pods over nodes and zones',
                podSpecPatch(workload, {
                  topologySpreadConstraints: [
                    'kubernetes.io/hostname',
                    'topology.kubernetes.io/zone',
                  ].map(topologyKey => ({
                    maxSkew: 1,
                    topologyKey,
                    whenUnsatisfiable: 'ScheduleAnyway',
                    labelSelector: {
                      matchLabels: template?.metadata?.labels ?? labels,
                    },
                  })),
                }),
              )
            : undefined,
          situation.has('probe.readiness-missing')
            ? patchStep(
                'Ask whether it is ready',
                containerPatch(workload, container, {
                  readinessProbe: {
                    tcpSocket: {
                      port:
                        port && others.length === 0
                          ? (port.name ?? port.containerPort)
                          : blank('PORT', 'the port that it serves'),
                    },
                    periodSeconds: 10,
                  },
                }),
              )
            : undefined,
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'harden-pod',
    title: 'Restrict the security context',
    causes: [],
    findings: [
      'security.privileged',
      'security.privilege-escalation',
      'security.runs-as-root',
      'security.capabilities-not-dropped',
      'security.seccomp-missing',
      'security.writable-root-fs',
    ],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.7,
    minutes: 30,
    requires: ['It needs no access to the host'],
    verify: 'It works, and its log says nothing of denied',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload } = situation;
      return {
        target: owner,
        steps: [
          look('Find out what the process needs'),
          patchStep(
            `Try it where nobody is hurt${situation.has('security.writable-root-fs') ? ', with an emptyDir for each path that it writes to' : ''}`,
            containersPatch(
              workload,
              hardenedContainers(situation).map(each => ({
                place: each.place,
                fields: { securityContext: restrictions(situation, each) },
              })),
            ),
          ),
          look('Test what it does'),
          change('Open a pull request for production'),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'tighten-rbac',
    title: 'Reduce the permissions',
    causes: [],
    findings: [
      'rbac.cluster-admin',
      'rbac.wildcard',
      'rbac.secrets-read',
      'security.token-automount',
    ],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.6,
    minutes: 60,
    requires: ['An audit log of a month tells what is used'],
    verify: 'Nothing is forbidden in a day that was used before',
    undo: 'Bind the former role again',
    plan(situation) {
      const { subject, owner, workload } = situation;
      const template = workload && podTemplateOf(workload)?.template;
      const isToken = situation.has('security.token-automount') && template;
      const account = template?.spec?.serviceAccountName ?? 'default';
      return {
        target: isToken ? owner : subject,
        steps: isToken
          ? [
              look(
                'See what the account may do',
                kubectl`auth can-i --list -n ${owner.namespace} --as=system:serviceaccount:${owner.namespace}:${account}`,
              ),
              patchStep(
                'If the program does not use the Kubernetes API, do not give it a token',
                podSpecPatch(workload, { automountServiceAccountToken: false }),
              ),
              watch(owner),
            ]
          : [
              look('See what is granted', kubectl`describe ${on(subject)}`),
              look(
                'Find the verbs that were used, in the audit log of a month',
              ),
              change(
                'Make a role with those only, bind it, and try it with kubectl auth can-i',
              ),
              change('Take the wide binding away'),
            ],
        rollback: isToken ? [undo(owner)] : [],
      };
    },
  },
  {
    id: 'remove-unused',
    title: 'Remove what nobody uses',
    causes: [],
    findings: [
      'unused.*',
      'storage.pv-released',
      'storage.pvc-unused',
      'config.configmap-empty',
      'pod.failed-leftover',
    ],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.8,
    minutes: 15,
    requires: [
      'Its owner confirms that nobody uses it',
      'A volume was copied before it goes',
    ],
    verify: 'Nothing asks for it in a week',
    undo: 'Apply the manifest that was kept; data come back from a copy only',
    plan({ subject }) {
      return {
        target: subject,
        steps: [
          look('Ask its owner'),
          look('Keep its manifest', kubectl`get ${on(subject)} -o yaml`),
          change(
            'Mark it, and wait for a week',
            kubectl`label ${on(subject)} to-be-removed=true`,
          ),
          change('Delete it'),
        ],
        rollback: [
          change(
            'Take the mark away',
            kubectl`label ${on(subject)} to-be-removed-`,
          ),
        ],
      };
    },
  },
];

/** A second pod with a volume of its own holds other data behind the same Service, unless the program replicates it. */
function secondReplica(owner: ObjectReference, workload: Workload | undefined) {
  const { volumeClaimTemplates = [] } = (workload?.spec ?? {}) as {
    volumeClaimTemplates?: readonly unknown[];
  };
  return volumeClaimTemplates.length > 0
    ? change(
        'Set up replication as the program documents it, then run two replicas: a second pod alone begins with an empty volume of its own, behind the same Service',
      )
    : patchStep('Run two replicas', merge(owner, { spec: { replicas: 2 } }));
}
