import { Detector } from '../detectors/Detector';
import { nameOf } from '../detectors/shared/sightings';
import { FindingDraft, ObjectReference } from '../findings/Finding';
import { field, referenceTo } from '../findings/evidence';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';
import { asIfApplied } from './asIfApplied';
import { isSlipOf } from './isSlipOf';
import { namedObjects } from './namedObjects';

/** What a name that leads to nothing among the manifests was probably to mean. */
interface Meant {
  object: KubernetesObject;
  isSlip: boolean;
}

export const strayReferences: Detector = asIfApplied({
  id: 'manifest.stray-reference',
  title: 'Name leads to nothing among the manifests, but nearly',
  tier: 'risk',
  kinds: [],
  documentation: {
    speaks:
      'A manifest names a ConfigMap, Secret, ServiceAccount, claim, Service or scale target that is not among the manifests, while one of the same kind is whose name is one letter away, or that has this name in another namespace.',
    silent:
      'Names without such a neighbour: what is not among the manifests may be in the cluster. Names of fewer than four letters, names that differ in digits, optional references, and the namespace of manifests that state none. Clusters: there it is known what exists.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    ],
  },

  *detect(context) {
    const { snapshot } = context;
    const told = new Set<string>();
    for (const { target, subject, evidence } of namedObjects(context)) {
      const meant = meantBy(target, snapshot);
      if (!meant) continue;
      const key = `${target.kind}/${target.name}`;
      const once = `${nameOf(subject)} ${key}`;
      if (told.has(once)) continue;
      told.add(once);
      yield draftOf({ subject, key, target, evidence, meant });
    }
  },
});

interface Stray extends Pick<FindingDraft, 'subject' | 'key'> {
  target: ObjectReference;
  evidence: FindingDraft['evidence'][number];
  meant: Meant;
}

function draftOf({
  subject,
  key,
  target,
  evidence,
  meant,
}: Stray): FindingDraft {
  const { object, isSlip } = meant;
  return {
    subject,
    key,
    severity: isSlip ? 'high' : 'medium',
    message: `${nameOf(subject)} names ${nameOf(target)}, which is not among the manifests; ${nameOf(referenceTo(object))} is`,
    evidence: [
      evidence,
      isSlip
        ? field(object, 'metadata.name', object.metadata.name)
        : field(object, 'metadata.namespace', object.metadata.namespace),
    ],
  };
}

function meantBy(
  target: ObjectReference,
  snapshot: ClusterSnapshot,
): Meant | undefined {
  const { namespace, name } = target;
  const kind = kindKey(target);
  if (snapshot.get(kind, namespace, name)) return undefined;
  const slip = snapshot
    .inNamespace(kind, namespace)
    .find(each => isSlipOf(name, each.metadata.name));
  if (slip) return { object: slip, isSlip: true };
  if (!isStated(namespace)) return undefined;
  const [elsewhere, ...others] = snapshot
    .all(kind)
    .filter(
      ({ metadata }) => isStated(metadata.namespace) && metadata.name === name,
    );
  return elsewhere && others.length === 0
    ? { object: elsewhere, isSlip: false }
    : undefined;
}

/** Manifests without a namespace count as of `default`, and go wherever they are applied. */
function isStated(namespace: string | undefined) {
  return namespace !== undefined && namespace !== 'default';
}
