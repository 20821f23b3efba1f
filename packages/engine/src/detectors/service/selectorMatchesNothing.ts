import { field, referenceTo } from '../../findings/evidence';
import { formatSelector } from '../../graph/labels';
import { TEMPLATED_KINDS } from '../../graph/workloads';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { minutes, olderThan } from '../../snapshot/durations';
import { lastWritten } from '../../snapshot/writes';
import { Detector } from '../Detector';

const GRACE = minutes(2);

export const selectorMatchesNothing: Detector = {
  id: 'service.selector-matches-nothing',
  title: 'Service selects no pods',
  tier: 'problem',
  kinds: ['Service', 'Pod'],
  concludesFrom: TEMPLATED_KINDS,
  documentation: {
    speaks:
      'For two minutes no pod has carried the labels that a Service selects, so that it routes nowhere. The workload whose labels come closest is shown.',
    silent:
      'ExternalName Services and those without a selector. Selectors that match a workload which has no pods, because it is scaled to zero or its pods are refused: that is told of the workload. While workloads of any kind are unread nothing is said.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const service of snapshot.all('Service')) {
      const { namespace } = service.metadata;
      const selector = service.spec?.selector ?? {};
      if (Object.keys(selector).length === 0) continue;
      if (service.spec?.type === 'ExternalName') continue;
      if (service.metadata.deletionTimestamp) continue;
      if (graph.podsSelectedBy(service).length > 0) continue;
      if (!isKnown(namespace, snapshot)) continue;
      if (!olderThan(snapshot, service.metadata.creationTimestamp, GRACE))
        continue;
      if (graph.workloadsStamping(namespace, selector).length > 0) continue;

      const nearest = graph.nearestWorkload(namespace, selector);
      yield {
        subject: referenceTo(service),
        severity: 'medium',
        message: `No pod in namespace ${namespace} carries ${formatSelector(selector)}`,
        evidence: [
          field(service, 'spec.selector', selector),
          ...(nearest
            ? [field(nearest.workload, nearest.path, nearest.labels)]
            : []),
        ],
        since:
          lastWritten(service, 'spec') ?? service.metadata.creationTimestamp,
      };
    }
  },
};

function isKnown(namespace: string | undefined, snapshot: ClusterSnapshot) {
  return ['Pod', ...TEMPLATED_KINDS].every(
    kind => snapshot.readState(kind, namespace) === 'complete',
  );
}
