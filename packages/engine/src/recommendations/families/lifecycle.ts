import { referenceTo } from '../../findings/evidence';
import { blank, cmctl, kubectl, on } from '../kubectl';
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
  test,
} from '../steps';

export const lifecycleRules: readonly RecommendationRule[] = [
  {
    id: 'fix-pdb',
    title: 'Let the budget allow one disruption',
    causes: ['disruption-budget-blocks'],
    findings: ['pdb.*', 'node.drain-blocked'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.9,
    minutes: 5,
    requires: ['It guards no quorum that needs exactly this number'],
    verify: 'The budget allows at least one disruption',
    undo: 'Write the former budget again',
    plan(situation) {
      const budget = situation.object('PodDisruptionBudget');
      if (
        !budget ||
        situation.has('pdb.no-disruptions-left', 'pdb.sync-failed')
      )
        return {
          target: budget ? referenceTo(budget) : situation.subject,
          action: 'none' as const,
          steps: [
            look(
              'See how many pods are expected, healthy and wanted',
              kubectl`get poddisruptionbudgets -A`,
            ),
            change(
              `Mend the pods that are not healthy, or the budget’s selector: ${situation.finding.message}`,
            ),
          ],
        };
      const target = referenceTo(budget);
      const { minAvailable, maxUnavailable } = budget.spec ?? {};
      return {
        target,
        parameters: [
          {
            name: 'maxUnavailable',
            current: (maxUnavailable ?? null) as string | number | null,
            proposed: 1,
            because:
              minAvailable === undefined
                ? 'one pod at a time may go'
                : `in place of minAvailable ${minAvailable}: one pod at a time may go`,
          },
        ],
        steps: [
          look(
            'See how many pods are expected, healthy and wanted',
            kubectl`describe ${on(target)}`,
          ),
          situation.has('pdb.overlap')
            ? change(
                'Let one budget cover the pods: several block every eviction',
              )
            : undefined,
          change('Add a replica where the workload can have one'),
          patchStep(
            'Allow one disruption',
            merge(target, { spec: { minAvailable: null, maxUnavailable: 1 } }),
          ),
        ],
        rollback: [
          patchStep(
            'Write the former budget again',
            merge(target, {
              spec: {
                minAvailable: minAvailable ?? null,
                maxUnavailable: maxUnavailable ?? null,
              },
            }),
          ),
        ],
      };
    },
  },
  {
    id: 'clear-finalizer',
    title: 'Finish the blocked deletion',
    causes: ['finalizer-orphaned'],
    findings: ['pod.terminating-stuck', 'webhook.self-scope'],
    action: 'none',
    risk: 'high',
    prior: 0.75,
    minutes: 20,
    requires: [
      'What the finalizer was to clean up, outside of the cluster too, is cleaned up',
      'No pod of a StatefulSet may still run on a lost node',
    ],
    verify: 'The object is gone',
    undo: 'A deleted object cannot be brought back',
    plan(situation) {
      const { subject, finding } = situation;
      const reference = finding.affected[0] ?? finding.subject;
      const object =
        situation.objectOf(reference) ?? situation.objectOf(subject);
      const target = object ? referenceTo(object) : subject;
      const isNamespace = target.kind === 'Namespace';
      const isClaim = target.kind === 'PersistentVolumeClaim';
      const finalizers = object?.metadata.finalizers ?? [];
      const index = finalizers.findIndex(
        each => !each.startsWith('kubernetes.io/'),
      );
      const isOnLostNode = target.kind === 'Pod' && finalizers.length === 0;
      return {
        target,
        steps: [
          look(
            `See what it waits for: ${finding.message}`,
            kubectl`get ${on(target)} -o yaml`,
          ),
          isClaim
            ? change(
                'Let the pods that still use the claim end; it then goes by itself',
              )
            : change(
                'Bring the controller back that answers for the finalizer, or the API service that is not available',
              ),
          isNamespace
            ? change(
                'Delete what remains in the namespace, as its conditions list it',
              )
            : undefined,
          isOnLostNode
            ? change(
                'Only if its node is off for sure',
                kubectl`delete ${on(target)} --grace-period=0 --force`,
              )
            : undefined,
          index >= 0 && !isNamespace && !isClaim
            ? patchStep(
                'As a last resort, take the finalizer away',
                operations(
                  target,
                  test(
                    pointer('metadata', 'finalizers', index),
                    finalizers[index],
                  ),
                  remove(pointer('metadata', 'finalizers', index)),
                ),
              )
            : undefined,
        ],
      };
    },
  },
  {
    id: 'renew-certificate',
    title: 'Renew or replace the certificate',
    causes: [
      'certificate-expired',
      'certificate-host-wrong',
      'issuer-broken',
      'ca-bundle-wrong',
    ],
    findings: ['cert.*', 'certmanager.*', 'ingress.tls-secret-missing'],
    action: 'none',
    risk: 'medium',
    prior: 0.88,
    minutes: 15,
    requires: ['No client pins the present certificate'],
    verify:
      'What is served is valid for more than 30 days and covers every host',
    undo: 'Write the former Secret again',
    plan(situation) {
      const { subject, finding, owner, answers } = situation;
      const certificate = certificateOf(situation);
      const secret = secretOf(situation);
      const isTrust = answers === 'ca-bundle-wrong';
      const target = certificate ?? secret ?? (isTrust ? owner : subject);
      return {
        target,
        steps: [
          look(
            `See who issues it: ${finding.message}`,
            kubectl`describe ${on(target)}`,
          ),
          isTrust
            ? change(
                'Correct the bundle that the program trusts: add the authority that signed its dependency’s certificate',
              )
            : change(
                'Mend the issuer, or its challenge: the DNS record, the HTTP path, the account',
              ),
          certificate
            ? change(
                'Have it renewed at once',
                cmctl`renew -n ${certificate.namespace} ${certificate.name}`,
              )
            : undefined,
          secret && !certificate
            ? change(
                'Or issue it by hand, and put it into a Secret',
                kubectl`create secret tls -n ${secret.namespace} ${blank('SECRET', 'a new name, or that of the Secret once it is deleted')} --cert=${blank('CERTIFICATE', 'a PEM file with the certificate and its chain')} --key=${blank('KEY', 'a PEM file with its key')}`,
              )
            : undefined,
          look('See that its names cover every host'),
          change(
            'Start consumers that do not read it again by themselves anew',
          ),
        ],
      };
    },
  },
];

function certificateOf({ subject, findings, evidence }: Situation) {
  return [
    subject,
    ...findings.map(each => each.subject),
    ...evidence.map(each => each.object),
  ].find(
    ({ kind, apiVersion }) =>
      kind === 'Certificate' && apiVersion?.startsWith('cert-manager.io/'),
  );
}

function secretOf({ subject, evidence }: Situation) {
  return [subject, ...evidence.map(each => each.object)].find(
    each => each.kind === 'Secret',
  );
}
