import { ApiResource } from './ApiResource';

type Row = readonly [kind: string, plural: string, scope?: 'cluster'];

/** Groups of add-ons by the versions whose fields the engine understands, best first. */
const GROUPS: readonly (readonly [
  group: string,
  versions: readonly string[],
  rows: readonly Row[],
])[] = [
  [
    'argoproj.io',
    ['v1alpha1'],
    [
      ['Application', 'applications'],
      ['Rollout', 'rollouts'],
    ],
  ],
  [
    'acme.cert-manager.io',
    ['v1'],
    [
      ['Challenge', 'challenges'],
      ['Order', 'orders'],
    ],
  ],
  [
    'autoscaling.k8s.io',
    ['v1', 'v1beta2'],
    [['VerticalPodAutoscaler', 'verticalpodautoscalers']],
  ],
  [
    'cert-manager.io',
    ['v1'],
    [
      ['Certificate', 'certificates'],
      ['ClusterIssuer', 'clusterissuers', 'cluster'],
      ['Issuer', 'issuers'],
    ],
  ],
  [
    'cilium.io',
    ['v2'],
    [
      [
        'CiliumClusterwideNetworkPolicy',
        'ciliumclusterwidenetworkpolicies',
        'cluster',
      ],
      ['CiliumNetworkPolicy', 'ciliumnetworkpolicies'],
    ],
  ],
  [
    'external-secrets.io',
    ['v1', 'v1beta1'],
    [
      ['ClusterSecretStore', 'clustersecretstores', 'cluster'],
      ['ExternalSecret', 'externalsecrets'],
      ['SecretStore', 'secretstores'],
    ],
  ],
  [
    'gateway.networking.k8s.io',
    ['v1'],
    [
      ['Gateway', 'gateways'],
      ['GatewayClass', 'gatewayclasses', 'cluster'],
      ['GRPCRoute', 'grpcroutes'],
      ['HTTPRoute', 'httproutes'],
    ],
  ],
  [
    'gateway.networking.k8s.io',
    ['v1', 'v1beta1'],
    [['ReferenceGrant', 'referencegrants']],
  ],
  [
    'gateway.networking.k8s.io',
    ['v1', 'v1alpha3', 'v1alpha2'],
    [['TLSRoute', 'tlsroutes']],
  ],
  [
    'gateway.networking.k8s.io',
    ['v1', 'v1alpha2'],
    [
      ['TCPRoute', 'tcproutes'],
      ['UDPRoute', 'udproutes'],
    ],
  ],
  [
    'helm.toolkit.fluxcd.io',
    ['v2', 'v2beta2'],
    [['HelmRelease', 'helmreleases']],
  ],
  [
    'keda.sh',
    ['v1alpha1'],
    [
      [
        'ClusterTriggerAuthentication',
        'clustertriggerauthentications',
        'cluster',
      ],
      ['ScaledJob', 'scaledjobs'],
      ['ScaledObject', 'scaledobjects'],
      ['TriggerAuthentication', 'triggerauthentications'],
    ],
  ],
  [
    'kustomize.toolkit.fluxcd.io',
    ['v1', 'v1beta2'],
    [['Kustomization', 'kustomizations']],
  ],
  [
    'monitoring.coreos.com',
    ['v1'],
    [
      ['Alertmanager', 'alertmanagers'],
      ['PodMonitor', 'podmonitors'],
      ['Prometheus', 'prometheuses'],
      ['ServiceMonitor', 'servicemonitors'],
    ],
  ],
  [
    'networking.istio.io',
    ['v1', 'v1beta1', 'v1alpha3'],
    [
      ['DestinationRule', 'destinationrules'],
      ['Gateway', 'gateways'],
      ['ServiceEntry', 'serviceentries'],
      ['Sidecar', 'sidecars'],
      ['VirtualService', 'virtualservices'],
    ],
  ],
  [
    'olm.operatorframework.io',
    ['v1'],
    [
      ['ClusterCatalog', 'clustercatalogs', 'cluster'],
      ['ClusterExtension', 'clusterextensions', 'cluster'],
    ],
  ],
  ['operators.coreos.com', ['v1'], [['OperatorGroup', 'operatorgroups']]],
  [
    'operators.coreos.com',
    ['v1alpha1'],
    [
      ['CatalogSource', 'catalogsources'],
      ['ClusterServiceVersion', 'clusterserviceversions'],
      ['InstallPlan', 'installplans'],
      ['Subscription', 'subscriptions'],
    ],
  ],
  [
    'security.openshift.io',
    ['v1'],
    [['SecurityContextConstraints', 'securitycontextconstraints', 'cluster']],
  ],
  [
    'security.istio.io',
    ['v1', 'v1beta1'],
    [
      ['AuthorizationPolicy', 'authorizationpolicies'],
      ['PeerAuthentication', 'peerauthentications'],
    ],
  ],
  [
    'snapshot.storage.k8s.io',
    ['v1'],
    [
      ['VolumeSnapshot', 'volumesnapshots'],
      ['VolumeSnapshotContent', 'volumesnapshotcontents', 'cluster'],
    ],
  ],
  [
    'source.toolkit.fluxcd.io',
    ['v1', 'v1beta2'],
    [
      ['Bucket', 'buckets'],
      ['GitRepository', 'gitrepositories'],
      ['HelmRepository', 'helmrepositories'],
      ['OCIRepository', 'ocirepositories'],
    ],
  ],
  [
    'wgpolicyk8s.io',
    ['v1alpha2'],
    [
      ['ClusterPolicyReport', 'clusterpolicyreports', 'cluster'],
      ['PolicyReport', 'policyreports'],
    ],
  ],
  [
    'aquasecurity.github.io',
    ['v1alpha1'],
    [['VulnerabilityReport', 'vulnerabilityreports']],
  ],
];

/** Kinds of well-known add-ons, read only where they are served. */
export const OPTIONAL_RESOURCES: readonly ApiResource[] = GROUPS.flatMap(
  ([group, versions, rows]) =>
    rows.map(([kind, plural, scope]) => ({
      kind,
      group,
      version: versions[0],
      plural,
      namespaced: scope !== 'cluster',
      optional: { versions },
    })),
);
