import { field } from '../../findings/evidence';
import { ObjectReference } from '../../findings/Finding';
import { KubernetesObject } from '../../snapshot/objects';
import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';

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
