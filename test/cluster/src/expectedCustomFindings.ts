import type { AddOnModule } from './harness/defineCustomResources';

/** What must be found of an add-on's objects in `manifests/custom-resources`. */
export interface AddOn {
  /** Name of the manifest and of the namespace. */
  name: string;
  modules: readonly AddOnModule[];
  /** As `detector namespace/Kind/name`; every problem and risk of its kinds and of the areas that these name. */
  findings: readonly string[];
}

export const ADD_ONS: readonly AddOn[] = [
  {
    name: 'gateway-api',
    modules: ['sigs.k8s.io/gateway-api'],
    findings: [
      'gateway.certificate-ref-invalid gateway-api/Gateway/in-conflict',
      'gateway.class-missing gateway-api/Gateway/of-missing-class',
      'gateway.class-not-accepted GatewayClass/unserved',
      'gateway.listener-invalid gateway-api/Gateway/in-conflict',
      'gateway.not-accepted gateway-api/Gateway/refused',
      'gateway.not-programmed gateway-api/Gateway/without-address',
      'route.backend-missing gateway-api/HTTPRoute/wrong-backends',
      'route.backend-port-missing gateway-api/HTTPRoute/wrong-backends',
      'route.listener-unmatched gateway-api/HTTPRoute/other-host',
      'route.no-weight gateway-api/HTTPRoute/wrong-backends',
      'route.not-accepted gateway-api/HTTPRoute/refused',
      'route.not-allowed gateway-api/TCPRoute/other-kind',
      'route.parent-missing gateway-api/HTTPRoute/parent-missing',
      'route.reference-not-granted gateway-api/HTTPRoute/wrong-backends',
      'route.unclaimed gateway-api/GRPCRoute/unclaimed',
    ],
  },
  {
    name: 'istio',
    modules: ['istio.io/api'],
    findings: [
      'istio.destination-host-missing istio/DestinationRule/of-nothing',
      'istio.destination-host-missing istio/VirtualService/wrong-destinations',
      'istio.destination-port-missing istio/VirtualService/wrong-destinations',
      'istio.fault-injection-active istio/VirtualService/fails-on-purpose',
      'istio.gateway-credential-missing istio/Gateway/wrong-servers',
      'istio.gateway-port-not-exposed istio/Gateway/wrong-servers',
      'istio.gateway-selects-nothing istio/Gateway/selects-nothing',
      'istio.mtls-conflict istio/DestinationRule/plain',
      'istio.reserved-port istio/Pod/cart',
      'istio.route-gateway-missing istio/VirtualService/wrong-gateways',
      'istio.route-host-not-on-gateway istio/VirtualService/other-host',
      'istio.subset-empty istio/DestinationRule/cart',
      'istio.subset-undefined istio/VirtualService/wrong-destinations',
    ],
  },
  {
    name: 'cert-manager',
    modules: ['github.com/cert-manager/cert-manager'],
    findings: [
      'certmanager.certificate-not-ready cert-manager/Certificate/never-issued',
      'certmanager.challenge-failing cert-manager/Certificate/unproven',
      'certmanager.challenge-failing cert-manager/Challenge/alone',
      'certmanager.issuer-not-ready cert-manager/Issuer/without-account',
    ],
  },
  {
    name: 'external-secrets',
    modules: ['github.com/external-secrets/external-secrets'],
    findings: [
      'externalsecrets.not-synced external-secrets/ExternalSecret/key-missing',
      'externalsecrets.not-synced external-secrets/ExternalSecret/refreshed-no-more',
      'externalsecrets.store-not-ready external-secrets/SecretStore/vault',
    ],
  },
  {
    name: 'keda',
    modules: ['github.com/kedacore/keda/v2'],
    findings: [
      'keda.fallback-active keda/ScaledObject/falls-back',
      'keda.not-ready keda/ScaledObject/target-missing',
    ],
  },
  {
    name: 'argo',
    modules: [
      'github.com/argoproj/argo-cd/v3',
      'github.com/argoproj/argo-rollouts',
    ],
    findings: [
      'argocd.app-degraded argo/Application/degraded',
      'argocd.out-of-sync argo/Application/drifts',
      'argocd.rollout-degraded argo/Rollout/aborted',
      'argocd.sync-failed argo/Application/not-comparable',
      'argocd.sync-failed argo/Application/not-synced',
    ],
  },
  {
    name: 'flux',
    modules: [
      'github.com/fluxcd/source-controller',
      'github.com/fluxcd/kustomize-controller',
      'github.com/fluxcd/helm-controller',
    ],
    findings: [
      'flux.not-ready flux/HelmRelease/not-installed',
      'flux.not-ready flux/Kustomization/does-not-build',
      'flux.source-not-ready flux/GitRepository/unreachable',
    ],
  },
  {
    name: 'volume-snapshots',
    modules: ['github.com/kubernetes-csi/external-snapshotter/client/v8'],
    findings: ['storage.snapshot-failed volume-snapshots/VolumeSnapshot/fails'],
  },
  {
    name: 'operators',
    modules: [
      'github.com/operator-framework/api',
      'github.com/operator-framework/operator-controller',
      'github.com/prometheus-operator/prometheus-operator',
    ],
    findings: [
      'olm.catalog-unhealthy operators/CatalogSource/unreachable',
      'olm.csv-failed operators/ClusterServiceVersion/kafka.v1',
      'olm.installplan-stuck operators/Subscription/install-failed',
      'olm.multiple-operatorgroups Namespace/operators',
      'olm.subscription-stuck operators/Subscription/unsatisfiable',
      'olm.v1-not-serving ClusterCatalog/operators-hub',
      'olm.v1-not-serving ClusterExtension/operators-argo',
      'prometheus.not-reconciled operators/Prometheus/not-set-up',
    ],
  },
];
