import { Finding, ObjectReference } from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { fieldsOf, textOf } from '../../snapshot/untyped';

const RELEASE = 'HelmRelease.helm.toolkit.fluxcd.io';
/** The labels by which the Helm controller marks whatever a release made. */
const NAME = 'helm.toolkit.fluxcd.io/name';
const NAMESPACE = 'helm.toolkit.fluxcd.io/namespace';

/** What Helm says when it has waited in vain for what it installed; any other failure is the release's own. */
const WAITED =
  /deadline exceeded|timed out waiting|\bnot ready\b|exceeded its progress deadline/i;

/**
 * The workloads of a HelmRelease that has failed because they did not become ready in time.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export function workloadsOfRelease(
  { subject, message }: Finding,
  snapshot: ClusterSnapshot,
): ObjectReference[] {
  const { namespace, name } = subject;
  const release = snapshot.get(RELEASE, namespace, name);
  if (!release || !WAITED.test(message)) return [];
  const target = textOf(fieldsOf(release.spec).targetNamespace) ?? namespace;
  return (['Deployment', 'StatefulSet', 'DaemonSet', 'Job'] as const).flatMap(
    kind =>
      snapshot
        .inNamespace(kind, target)
        .filter(
          ({ metadata: { labels = {} } }) =>
            labels[NAME] === name && labels[NAMESPACE] === namespace,
        )
        .map(referenceTo),
  );
}
