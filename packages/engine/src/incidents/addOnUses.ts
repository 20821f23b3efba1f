import { append } from '../append';
import { parentsOf, rulesOf } from '../detectors/gateway/routes';
import { ROUTE_KINDS } from '../detectors/gateway/gatewayKinds';
import { ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { fieldsOf, listOf, textOf } from '../snapshot/untyped';
import { referenceKey } from '../findings/referenceKey';

const FLUX_SOURCES = 'source.toolkit.fluxcd.io';

/** What an object of an add-on uses, by kind, namespace and name. */
type UsesOf = (object: KubernetesObject) => readonly Partial<ObjectReference>[];

/** The objects that objects of add-ons name in their specs, or, for what Argo CD applies, in their status. */
const USES: readonly (readonly [kind: string, usesOf: UsesOf])[] = [
  ...ROUTE_KINDS.map(
    kind =>
      [
        kind,
        route =>
          [
            ...parentsOf(route),
            ...rulesOf(route).flatMap(each => each.backends),
          ].map(({ group, kind: used, namespace, name }) => ({
            apiVersion: versionIn(group),
            kind: used,
            namespace,
            name,
          })),
      ] as [string, UsesOf],
  ),
  [
    'Gateway.gateway.networking.k8s.io',
    ({ spec }) => [
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'GatewayClass',
        namespace: '',
        name: textOf(fieldsOf(spec).gatewayClassName),
      },
    ],
  ],
  [
    'Certificate.cert-manager.io',
    ({ spec }) => named(fieldsOf(spec).issuerRef, 'Issuer', 'cert-manager.io'),
  ],
  [
    'ExternalSecret.external-secrets.io',
    ({ spec }) =>
      named(
        fieldsOf(spec).secretStoreRef,
        'SecretStore',
        'external-secrets.io',
      ),
  ],
  [
    'Kustomization.kustomize.toolkit.fluxcd.io',
    ({ spec }) => [
      ...named(fieldsOf(spec).sourceRef, 'GitRepository', FLUX_SOURCES),
      ...listOf(fieldsOf(spec).dependsOn).flatMap(each =>
        named(each, 'Kustomization', 'kustomize.toolkit.fluxcd.io'),
      ),
    ],
  ],
  [
    'HelmRelease.helm.toolkit.fluxcd.io',
    ({ spec }) => {
      const chart = fieldsOf(fieldsOf(fieldsOf(spec).chart).spec);
      return [
        ...named(chart.sourceRef, 'HelmRepository', FLUX_SOURCES),
        ...named(fieldsOf(spec).chartRef, 'OCIRepository', FLUX_SOURCES),
        ...listOf(fieldsOf(spec).dependsOn).flatMap(each =>
          named(each, 'HelmRelease', 'helm.toolkit.fluxcd.io'),
        ),
      ];
    },
  ],
  [
    'Subscription.operators.coreos.com',
    ({ spec }) => {
      const { source, sourceNamespace } = fieldsOf(spec);
      return [
        {
          apiVersion: 'operators.coreos.com/v1alpha1',
          kind: 'CatalogSource',
          namespace: textOf(sourceNamespace),
          name: textOf(source),
        },
      ];
    },
  ],
  [
    'Application.argoproj.io',
    ({ status }) =>
      listOf(fieldsOf(status).resources).flatMap(each => named(each)),
  ],
];

/** The users of objects among the kinds of add-ons, by the key of what they use. */
export function addOnUses(
  snapshot: ClusterSnapshot,
): ReadonlyMap<string, readonly ObjectReference[]> {
  const users = new Map<string, ObjectReference[]>();
  for (const [kind, usesOf] of USES) {
    const objects = snapshot.all(kind) as readonly KubernetesObject[];
    for (const user of objects) {
      const keys = usesOf(user).flatMap(used => keyOf(used, user) ?? []);
      for (const key of new Set(keys)) append(users, key, referenceTo(user));
    }
  }
  return users;
}

function named(value: unknown, usualKind?: string, usualGroup?: string) {
  const { apiVersion, group, kind, namespace, name } = fieldsOf(value);
  return [
    {
      apiVersion: textOf(apiVersion) ?? versionIn(textOf(group) ?? usualGroup),
      kind: textOf(kind) ?? usualKind,
      namespace: textOf(namespace),
      name: textOf(name),
    },
  ];
}

/** References name a group; which version of it is one and the same to us. */
function versionIn(group: string | undefined) {
  return group ? `${group}/v1` : undefined;
}

/** A reference without a namespace stays in that of its user, except to kinds that have none. */
function keyOf(
  { apiVersion, kind, namespace, name }: Partial<ObjectReference>,
  user: KubernetesObject,
) {
  if (!kind || !name) return undefined;
  const own = kind.startsWith('Cluster') ? '' : user.metadata.namespace;
  return referenceKey({
    apiVersion,
    kind,
    namespace: namespace ?? own,
    name,
  });
}
