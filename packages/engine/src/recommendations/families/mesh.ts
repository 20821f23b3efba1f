import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import {
  change,
  look,
  operations,
  patchStep,
  pointer,
  remove,
  restart,
  test,
} from '../steps';

export const meshRules: readonly RecommendationRule[] = [
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
];
