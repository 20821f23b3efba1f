import { field, referenceTo, shorten } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';

const GRACE = minutes(10);

/** What the namespace controller says of a deletion that does not get on, the deepest reason first. */
const REASONS = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceFinalizersRemaining',
  'NamespaceContentRemaining',
] as const;

export const namespaceTerminatingStuck: Detector = {
  id: 'namespace.terminating-stuck',
  title: 'Namespace does not go away',
  tier: 'problem',
  kinds: ['Namespace'],
  documentation: {
    speaks:
      'A namespace was deleted ten minutes ago and is still there. The deepest reason that its conditions give is named: an API that cannot be listed, objects that cannot be deleted, or finalizers that nobody removes.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
      'https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/#NamespaceStatus',
    ],
  },

  *detect({ snapshot }) {
    for (const namespace of snapshot.all('Namespace')) {
      const { name, deletionTimestamp } = namespace.metadata;
      if (namespace.status?.phase !== 'Terminating') continue;
      if (!olderThan(snapshot, deletionTimestamp, GRACE)) continue;
      const said = REASONS.flatMap(type => {
        const condition = conditionOf(namespace, type);
        return condition?.status === 'True' ? [condition] : [];
      });
      const [first] = said;
      yield {
        subject: referenceTo(namespace),
        ...(first ? { key: first.type } : {}),
        severity: 'medium',
        message: `Namespace ${name} was deleted at ${deletionTimestamp} and is still there: ${first?.message ? shorten(first.message) : 'nothing in the cluster says why'}`,
        evidence: [
          field(namespace, 'metadata.deletionTimestamp', deletionTimestamp),
          ...said.map(({ type, message }) =>
            field(namespace, `status.conditions[${type}].message`, message),
          ),
        ],
        since: deletionTimestamp,
      };
    }
  },
};
