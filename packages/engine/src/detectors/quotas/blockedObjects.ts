import { FindingDraft, ObjectReference } from '../../findings/Finding';
import { absence, field, referenceTo } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { NeededObject, neededObjects } from './neededObjects';
import { QuotaUse, exhaustedByNamespace } from './quotaUse';

const GRACE = seconds(60);

/** What a quota may call each kind, besides names that begin with a storage class. */
const RESOURCES: Readonly<Record<NeededObject['kind'], RegExp>> = {
  ConfigMap: /^(?:count\/)?configmaps$/,
  Secret: /^(?:count\/)?secrets$/,
  Service: /^(?:count\/)?services$/,
  PersistentVolumeClaim:
    /^(?:count\/)?persistentvolumeclaims$|^requests\.storage$/,
};

export const blockedObjects: Detector = {
  id: 'quota.blocks-referenced-object',
  title: 'Quota leaves no room for an object that is needed',
  tier: 'problem',
  kinds: ['ResourceQuota', 'Pod'],
  concludesFrom: [...Object.keys(RESOURCES), 'StatefulSet'],
  documentation: {
    speaks:
      'A ResourceQuota has nothing left for objects of a kind, and for a minute pods or StatefulSets of the namespace have needed an object of that kind which does not exist: a ConfigMap, a Secret, a Service or a claim.',
    silent: 'Optional references, and kinds that were not read.',
    sources: [
      'https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-on-object-count',
    ],
  },

  *detect(context) {
    const exhausted = exhaustedByNamespace(context.snapshot);
    if (exhausted.size === 0) return;
    const found = new Map<
      string,
      FindingDraft & { affected: ObjectReference[] }
    >();
    const namespaces = new Set(exhausted.keys());
    for (const needed of neededObjects(namespaces, context)) {
      const uses = exhausted.get(needed.namespace) ?? [];
      const use = uses.find(each => RESOURCES[needed.kind].test(each.resource));
      if (!use || !isMissing(needed, context)) continue;
      const key = `${needed.namespace}/${needed.kind}`;
      const known = found.get(key);
      const needer = referenceTo(needed.needer);
      if (!known) found.set(key, draftOf(needed, use));
      else if (!known.affected.some(each => isSame(each, needer)))
        known.affected.push(needer);
    }
    yield* found.values();
  },
};

function isMissing(
  { kind, namespace, name, needer }: NeededObject,
  { snapshot }: DetectionContext,
) {
  return (
    olderThan(snapshot, needer.metadata.creationTimestamp, GRACE) &&
    snapshot.lookup(kind, namespace, name).state === 'absent'
  );
}

function draftOf(
  { kind, namespace, name, needer, path, source = needer }: NeededObject,
  { quota, resource, told }: QuotaUse,
) {
  return {
    subject: { apiVersion: 'v1', kind: 'Namespace', name: namespace },
    key: kind,
    severity: 'high' as const,
    message: `${kind} ${namespace}/${name} does not exist, and quota ${quota.metadata.name} leaves no room for it: ${told} ${resource} are in use`,
    evidence: [
      field(quota, `status.used[${resource}]`, quota.status?.used?.[resource]),
      field(quota, `spec.hard[${resource}]`, quota.spec?.hard?.[resource]),
      absence({ apiVersion: 'v1', kind, namespace, name }),
      field(source, path, name),
    ],
    affected: [referenceTo(needer)],
  };
}

function isSame(one: ObjectReference, other: ObjectReference) {
  return one.kind === other.kind && one.name === other.name;
}
