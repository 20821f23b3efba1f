import { argocd, blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { change, look, patchStep, merge } from '../steps';

export const deliveryRules: readonly RecommendationRule[] = [
  {
    id: 'repair-gitops-sync',
    title: 'Repair the delivery',
    causes: ['gitops-sync-broken'],
    findings: ['argocd.*', 'flux.*'],
    action: 'argo-sync',
    risk: 'medium',
    prior: 0.8,
    minutes: 15,
    requires: ['Nothing that holds state would be pruned'],
    verify: 'It is synced and healthy',
    undo: 'Deliver the former revision',
    plan(situation) {
      const { subject, finding, snapshot } = situation;
      const isArgo = subject.kind === 'Application';
      const isSuspended = situation.has('flux.suspended');
      return {
        target: subject,
        ...(isArgo ? {} : { action: 'create-pr' as const }),
        steps: [
          look(
            `Read why it fails: ${finding.message}`,
            kubectl`describe ${on(subject)}`,
          ),
          change(
            'Correct the manifest by a pull request, or the login of its source',
          ),
          isSuspended
            ? patchStep(
                'Resume it',
                merge(subject, { spec: { suspend: false } }),
              )
            : undefined,
          isArgo
            ? change(
                'Deliver it',
                argocd`app sync ${subject.name} --app-namespace ${subject.namespace}`,
              )
            : change(
                'Deliver it at once',
                kubectl`annotate ${on(subject)} --overwrite reconcile.fluxcd.io/requestedAt=${snapshot.capturedAt.toISOString()}`,
              ),
        ],
        rollback: [
          isArgo
            ? change(
                'With automated sync switched off, return to an earlier deployment',
                argocd`app rollback ${subject.name} ${blank('ID', 'of the deployment, as argocd app history lists it')} --app-namespace ${subject.namespace}`,
              )
            : undefined,
          isSuspended
            ? patchStep(
                'Suspend it again',
                merge(subject, { spec: { suspend: true } }),
              )
            : undefined,
        ],
      };
    },
  },
  {
    id: 'repair-operator',
    title: 'Repair the operator’s installation',
    causes: ['operator-install-broken'],
    findings: ['olm.*', 'crd.*'],
    action: 'none',
    risk: 'medium',
    prior: 0.7,
    minutes: 30,
    requires: ['No version of a custom resource that is stored is taken away'],
    verify: 'The operator has succeeded, and its resources are reconciled',
    undo: 'Return the Subscription to its former channel',
    plan(situation) {
      const { subject, finding } = situation;
      const plan = situation.evidence
        .map(each => each.object)
        .concat(subject)
        .find(each => each.kind === 'InstallPlan');
      return {
        target: plan ?? subject,
        steps: [
          look(
            `Read why it fails: ${finding.message}`,
            kubectl`describe ${on(subject)}`,
          ),
          plan
            ? patchStep(
                'Once you have read the plan, approve it',
                merge(plan, { spec: { approved: true } }),
              )
            : undefined,
          situation.has('olm.multiple-operatorgroups')
            ? change('Leave one OperatorGroup in the namespace')
            : undefined,
          situation.has('crd.conversion-broken')
            ? change('Restore the Service that converts between versions')
            : undefined,
          change(
            'Mend what it names: the catalog, a missing requirement, a conflict',
          ),
        ],
      };
    },
  },
  {
    id: 'migrate-api-version',
    title: 'Move the manifests to a version that is served',
    causes: ['api-version-removed'],
    findings: ['api.*'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.9,
    minutes: 30,
    requires: ['Fields that have changed their meaning were looked at'],
    verify: 'The manifests are applied',
    undo: 'Return to the former commit',
    plan({ subject, finding }) {
      return {
        target: subject,
        steps: [
          look('See which versions are served', kubectl`api-resources`),
          change(
            `Rewrite the manifests, for example with the plug-in kubectl convert: ${finding.message}`,
          ),
          look(
            'Try them',
            kubectl`apply --dry-run=server -f ${blank('FILE', 'the manifest that you rewrote')}`,
          ),
          change('Open a pull request'),
        ],
      };
    },
  },
];
