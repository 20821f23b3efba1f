import { field } from '../../findings/evidence';
import { ObjectReference } from '../../findings/Finding';
import { KubernetesObject } from '../../snapshot/objects';
import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';
import { workloadsOfRelease } from './workloadsOfRelease';

/** What an Argo CD Application says of one object that it delivers. */
interface Delivered {
  kind?: unknown;
  namespace?: unknown;
  name?: unknown;
  status?: unknown;
}

/**
 * Problems of the Argo CD Applications that list an object which a finding misses, and, for a Flux object, of the source it is built from.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference
 */
export function* problemsOfDelivery(context: CauseContext): Iterable<Upstream> {
  yield* problemsOfApplications(context);
  yield* problemsOfSource(context);
  yield* problemsOfDelivered(context);
}

/** What an application delivers makes it look degraded: the problem is that object's own. */
function* problemsOfDelivered({
  finding,
  snapshot,
  problemsOf,
}: CauseContext): Iterable<Upstream> {
  if (!['argocd.app-degraded', 'flux.not-ready'].includes(finding.detector))
    return;
  const { kind, namespace, name } = finding.subject;
  for (const workload of workloadsOfRelease(finding, snapshot))
    for (const problem of problemsOf(workload))
      yield { problem, isOfAnyCause: true };
  const objects =
    kind === 'Application'
      ? delivered(snapshot.get('Application.argoproj.io', namespace, name))
      : inventory(
          snapshot.get(
            'Kustomization.kustomize.toolkit.fluxcd.io',
            namespace,
            name,
          ),
        );
  for (const each of objects) {
    if (typeof each.kind !== 'string' || typeof each.name !== 'string')
      continue;
    const reference = {
      kind: each.kind,
      ...(typeof each.namespace === 'string' && each.namespace
        ? { namespace: each.namespace }
        : {}),
      name: each.name,
    };
    for (const problem of problemsOf(reference))
      yield { problem, isOfAnyCause: true };
  }
}

/**
 * What a Kustomization has applied, as `namespace_name_group_kind`.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#inventory
 */
function inventory(object: KubernetesObject | undefined): Delivered[] {
  const { entries } =
    (object as { status?: { inventory?: { entries?: unknown } } } | undefined)
      ?.status?.inventory ?? {};
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((each: { id?: unknown } | null) => {
    const id = each?.id;
    if (typeof id !== 'string') return [];
    const [namespace, name, , kind] = id.split('_');
    return [{ kind, namespace, name }];
  });
}

function* problemsOfApplications({
  finding,
  foundBy,
  snapshot,
}: CauseContext): Iterable<Upstream> {
  const missing = finding.evidence.flatMap(each =>
    each.type === 'absence' && !each.part ? [each.object] : [],
  );
  if (missing.length === 0) return;
  for (const problem of foundBy(['argocd.sync-failed', 'argocd.out-of-sync'])) {
    const { namespace, name } = problem.subject;
    const application = snapshot.get(
      'Application.argoproj.io',
      namespace,
      name,
    );
    const index = delivered(application).findIndex(each =>
      missing.some(object => isSame(each, object)),
    );
    if (application && index >= 0)
      yield {
        problem,
        evidence: [
          {
            evidence: field(
              application,
              `status.resources[${index}].status`,
              delivered(application)[index].status,
            ),
          },
        ],
      };
  }
}

function* problemsOfSource({
  finding,
  snapshot,
  problemsOf,
}: CauseContext): Iterable<Upstream> {
  const { kind, namespace, name } = finding.subject;
  if (kind !== 'Kustomization') return;
  const object = snapshot.get(
    'Kustomization.kustomize.toolkit.fluxcd.io',
    namespace,
    name,
  ) as { spec?: { sourceRef?: Record<string, unknown> } } | undefined;
  const source = object?.spec?.sourceRef;
  if (typeof source?.kind !== 'string' || typeof source.name !== 'string')
    return;
  const reference = {
    kind: source.kind,
    namespace:
      typeof source.namespace === 'string' ? source.namespace : namespace,
    name: source.name,
  };
  for (const problem of problemsOf(reference))
    yield {
      problem,
      evidence: [
        {
          evidence: field(
            object as unknown as KubernetesObject,
            'spec.sourceRef.name',
            source.name,
          ),
        },
      ],
    };
}

function delivered(application: KubernetesObject | undefined): Delivered[] {
  const { resources } =
    (application as { status?: { resources?: unknown } } | undefined)?.status ??
    {};
  return Array.isArray(resources)
    ? resources.map((each: unknown) => (each ?? {}) as Delivered)
    : [];
}

function isSame({ kind, namespace, name }: Delivered, object: ObjectReference) {
  return (
    kind === object.kind &&
    name === object.name &&
    (namespace ?? undefined) === object.namespace
  );
}
