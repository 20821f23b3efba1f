import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { minutes, seconds, within } from '../../snapshot/durations';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { ConfigReference } from './references';

interface SecretMaker {
  kind: string;
  target(object: KubernetesObject): string | undefined;
}

/** Resources from which operators make Secrets, and the name they give. */
const SECRET_MAKERS: readonly SecretMaker[] = [
  {
    kind: 'ExternalSecret.external-secrets.io',
    target: object => {
      const spec = object.spec as { target?: { name?: string } } | undefined;
      return spec?.target?.name ?? object.metadata.name;
    },
  },
  {
    kind: 'Certificate.cert-manager.io',
    target: object =>
      (object.spec as { secretName?: string } | undefined)?.secretName,
  },
  {
    kind: 'SealedSecret.bitnami.com',
    target: object => object.metadata.name,
  },
];

/** The control plane publishes this ConfigMap in every namespace; a snapshot that has it nowhere was taken without it. */
const ROOT_CA = 'kube-root-ca.crt';

/** Objects that somebody else makes: the control plane for each new namespace, an operator from a resource of its own. */
export function isOnItsWay(
  pod: KnownKinds['Pod'],
  { kind, name }: ConfigReference,
  { snapshot }: DetectionContext,
) {
  const { namespace } = pod.metadata;
  if (kind === 'ConfigMap')
    return name === ROOT_CA && isRootCaOnItsWay(namespace, snapshot);
  return SECRET_MAKERS.some(({ kind: maker, target }) =>
    snapshot
      .inNamespace(maker, namespace)
      .some(
        each =>
          target(each) === name &&
          within(snapshot, each.metadata.creationTimestamp, minutes(5)),
      ),
  );
}

const knowsRootCa = oncePerObject((snapshot: ClusterSnapshot) =>
  snapshot
    .all('Namespace')
    .some(each => snapshot.get('ConfigMap', each.metadata.name, ROOT_CA)),
);

function isRootCaOnItsWay(
  namespace: string | undefined,
  snapshot: DetectionContext['snapshot'],
) {
  const home = snapshot.get('Namespace', undefined, namespace);
  return (
    within(snapshot, home?.metadata.creationTimestamp, seconds(60)) ||
    !knowsRootCa(snapshot)
  );
}
