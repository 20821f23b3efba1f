import { referenceTo } from '../findings/evidence';
import { KubernetesObject } from '../snapshot/objects';
import { fieldsOf, listOf, textOf } from '../snapshot/untyped';
import type { RecordedChange } from './changesIn';

type Deployment = RecordedChange & { what: 'deployed' };

/**
 * What a tool notes of its own deployments in the objects that it keeps: Helm one Secret for each revision of a release, Argo CD the history of an Application, Flux that of a HelmRelease. Empty for all other objects.
 *
 * @see https://helm.sh/docs/topics/advanced/#storage-backends
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd_app_history/
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#history
 */
export function deploymentsOf(object: KubernetesObject): Deployment[] {
  const { apiVersion, kind, metadata, status } = object;
  const group = apiVersion.split('/')[0];
  const history = listOf(fieldsOf(status).history);
  const deployment = (at: unknown, manager: string, ...said: unknown[]) =>
    deploymentFrom(object, { at, manager, said });
  if (kind === 'Secret' && metadata.labels?.owner === 'helm') {
    const { name, status: state, version } = metadata.labels;
    return deployment(
      metadata.creationTimestamp,
      'helm',
      name && `release ${name}`,
      version && `revision ${version}`,
      state,
    );
  }
  if (kind === 'Application' && group === 'argoproj.io')
    return history.flatMap(({ deployedAt, revision, source }) => {
      const { chart, path, repoURL } = fieldsOf(source);
      return deployment(deployedAt, 'argocd', revision, repoURL, chart ?? path);
    });
  if (kind === 'HelmRelease' && group === 'helm.toolkit.fluxcd.io')
    return history.flatMap(
      ({ chartName, chartVersion, lastDeployed, status: state, version }) =>
        deployment(
          lastDeployed,
          'flux',
          chartName && `chart ${chartName}`,
          chartVersion,
          version !== undefined && `revision ${version}`,
          state,
        ),
    );
  return [];
}

/** Nothing that has no time. */
function deploymentFrom(
  object: KubernetesObject,
  {
    at,
    manager,
    said,
  }: { at: unknown; manager: string; said: readonly unknown[] },
): Deployment[] {
  const time = textOf(at);
  if (!time || Number.isNaN(Date.parse(time))) return [];
  const told = said.flatMap(each => textOf(each) ?? []).join(', ');
  return [
    {
      object: referenceTo(object),
      at: time,
      what: 'deployed',
      manager,
      ...(told ? { revision: told } : {}),
    },
  ];
}
