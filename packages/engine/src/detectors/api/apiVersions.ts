import { field, referenceTo } from '../../findings/evidence';
import { days, within } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { leastServerMinor } from '../shared/serverVersion';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isRemovedOfAny, removalOf } from './removedVersions';

/** A writer that has been silent for longer may have learned the new version since. */
const RECENT = days(30);

/** Manifests in API versions that are gone, or will be. */
export const apiVersions = detectorFamily({
  rows: [
    {
      id: 'api.removed-version',
      title: 'Manifest uses an API version that is no longer served',
      tier: 'risk',
      documentation: {
        speaks:
          'An object is written in an API version that Kubernetes has removed: in a file, or, as the record of its writers tells, by a tool within the last 30 days. The next attempt to apply it fails.',
      },
    },
    {
      id: 'api.deprecated-version',
      title: 'Manifest uses an API version that will be removed',
      documentation: {
        speaks:
          'The same of a version that this cluster, by the version of its kubelets, may still serve and a later one does not.',
      },
    },
  ],
  tier: 'hygiene',
  kinds: [],
  documentation: {
    silent: 'Objects that another object controls.',
    sources: [
      'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    ],
  },

  *read(context) {
    // Without the nodes of a cluster nobody knows what it still serves; files belong to none.
    const nodes = context.snapshot.readState('Node');
    if (['partial', 'forbidden', 'failed'].includes(nodes)) return;
    const server = leastServerMinor(context.snapshot);
    for (const kind of context.snapshot.kinds()) {
      for (const object of context.snapshot.all(
        kind,
      ) as readonly KubernetesObject[])
        if (isOfRemovedVersion(object)) yield* judge(object, server, context);
    }
  },
});

function isOfRemovedVersion({ apiVersion, metadata }: KubernetesObject) {
  return (
    isRemovedOfAny(apiVersion) ||
    metadata.managedFields?.some(each => isRemovedOfAny(each.apiVersion))
  );
}

function* judge(
  object: KubernetesObject,
  server: number | undefined,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { managedFields = [], ownerReferences = [] } = object.metadata;
  if (ownerReferences.some(each => each.controller)) return;
  const told = new Set<string>();
  const uses = [
    { version: object.apiVersion, path: 'apiVersion', by: 'is written' },
    ...managedFields.map(({ apiVersion, manager, time }, index) => ({
      version: within(snapshot, time, RECENT) ? apiVersion : undefined,
      path: `metadata.managedFields[${index}].apiVersion`,
      by: `was written by ${manager ?? 'somebody'}`,
    })),
  ];
  for (const { version, path, by } of uses) {
    const removal = version && removalOf(version, object.kind);
    if (!version || !removal || told.has(version)) continue;
    told.add(version);
    const { removedIn, successor } = removal;
    // Without nodes there is no cluster: files are meant for one that is supported.
    const isRemoved = server === undefined || server >= removedIn;
    const { namespace, name } = object.metadata;
    yield {
      detector: isRemoved ? 'api.removed-version' : 'api.deprecated-version',
      subject: referenceTo(object),
      key: version,
      severity: isRemoved ? 'high' : 'low',
      message: `${object.kind} ${namespace ? `${namespace}/` : ''}${name} ${by} in ${version}, which Kubernetes ${isRemoved ? 'no longer serves' : 'will no longer serve'} from 1.${removedIn} on: use ${successor}`,
      evidence: [field(object, path, version)],
    };
  }
}
