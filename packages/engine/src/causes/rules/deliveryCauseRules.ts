import { CauseRule } from '../CauseRule';
import { problemsOfDelivery } from '../upstream/problemsOfDelivery';

export const deliveryCauseRules: readonly CauseRule[] = [
  {
    id: 'gitops-sync-broken',
    title: 'The delivery from Git does not get through',
    provedBy: [
      'argocd.sync-failed',
      'argocd.app-degraded',
      'argocd.out-of-sync',
      'flux.not-ready',
      'flux.source-not-ready',
      'flux.suspended',
    ],
    followedBy: {
      detectors: [
        'config.configmap-missing',
        'config.secret-missing',
        'ref.service-missing',
        'ingress.backend-service-missing',
        'create.service-account-missing',
        'flux.not-ready',
        'argocd.app-degraded',
      ],
      problems: problemsOfDelivery,
    },
    documentation: {
      speaks:
        'Argo CD or Flux reports that it cannot fetch or apply what it is to deliver. Objects that it lists as its own and that are missing follow from it.',
      silent:
        'An application that is degraded only because its pods fail follows from those, as does a release of Helm that has waited for them in vain.',
      sources: [
        'https://argo-cd.readthedocs.io/en/stable/operator-manual/health/',
        'https://fluxcd.io/flux/components/kustomize/kustomizations/',
        'https://fluxcd.io/flux/components/helm/helmreleases/',
      ],
    },
  },
];
