import { Detector } from '../detectors/Detector';
import { nameOf } from '../detectors/shared/sightings';
import { FindingDraft, ObjectReference } from '../findings/Finding';
import { field, referenceTo } from '../findings/evidence';
import { KubernetesObject } from '../snapshot/objects';
import { asIfApplied } from './asIfApplied';
import { namedObjects } from './namedObjects';
import { Meant, Neighbours } from './Neighbours';

export const strayReferences: Detector = asIfApplied({
  id: 'manifest.stray-reference',
  title: 'Name leads to nothing among the manifests, but nearly',
  tier: 'risk',
  kinds: [],
  documentation: {
    speaks:
      'A manifest names a ConfigMap, Secret, ServiceAccount, claim, Service or scale target that is not among the manifests, while one of the same kind is whose name is one letter away, or that has this name in another namespace.',
    silent:
      'Names without such a neighbour: what is not among the manifests may be in the cluster. Names that differ in digits, in a last letter other than the s of a plural, or in a part of fewer than four letters; what a custom resource among the manifests names, or every cluster has; the neighbour that is named like the one who names it; optional references, and the namespace of manifests that state none. Clusters: there it is known what exists.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    ],
  },

  *detect(context, { manifests }) {
    const told = new Set<string>();
    const neighbours = new Neighbours(manifests);
    for (const { target, subject, evidence } of namedObjects(context)) {
      const meant = neighbours.meantBy(target);
      if (!meant || isNamesake(meant.object, subject)) continue;
      const key = `${target.kind}/${target.name}`;
      const once = `${nameOf(subject)} ${key}`;
      if (told.has(once)) continue;
      told.add(once);
      yield draftOf({ subject, key, target, evidence, meant });
    }
  },
});

/** Whoever names another one, such as a database, hardly means what bears its own name. */
function isNamesake(
  { kind, metadata }: KubernetesObject,
  who: ObjectReference,
) {
  return kind === 'Service' && metadata.name === who.name;
}

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
