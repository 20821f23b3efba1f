import { Detector } from '../detectors/Detector';
import { nameOf } from '../detectors/shared/sightings';
import { field, referenceTo } from '../findings/evidence';
import { Labels, formatSelector } from '../graph/labels';
import { NearestWorkload } from '../graph/workloads';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';
import { asIfApplied } from './asIfApplied';
import { isSlipOf } from './isSlipOf';

/** What selects pods by labels alone. */
interface Selecting {
  object: KnownKinds['Service' | 'PodDisruptionBudget'];
  selector: Labels;
  path: string;
}

export const straySelectors: Detector = asIfApplied({
  id: 'manifest.stray-selector',
  title: 'Selector matches no template among the manifests, but nearly',
  tier: 'risk',
  kinds: [],
  documentation: {
    speaks:
      'The labels that a Service or disruption budget selects are those of no pod template among the manifests, while one of them has its name, or nearly these labels: a value is one letter away, or stands under another key.',
    silent:
      'Selectors without such a neighbour: their pods may be in the cluster already, or be made by an operator. Clusters: there it is known which pods there are.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const { object, selector, path } of selectorsIn(snapshot)) {
      const { namespace, name } = object.metadata;
      if (Object.keys(selector).length === 0) continue;
      if (graph.podsMatching(namespace, selector).length > 0) continue;
      const nearest = graph.nearestWorkload(namespace, selector);
      if (!nearest) continue;
      const isNamesake = nearest.workload.metadata.name === name;
      if (!isNamesake && !isNearly(selector, nearest)) continue;
      const { workload, labels } = nearest;
      yield {
        subject: referenceTo(object),
        severity: 'high',
        message: `No pod template among the manifests carries ${formatSelector(selector)}; that of ${nameOf(referenceTo(workload))} has ${formatSelector(labels)}`,
        evidence: [
          field(object, path, selector),
          field(workload, nearest.path, labels),
        ],
      };
    }
  },
});

function* selectorsIn(snapshot: ClusterSnapshot): Iterable<Selecting> {
  for (const object of snapshot.all('Service')) {
    const { selector = {}, type } = object.spec ?? {};
    if (type !== 'ExternalName')
      yield { object, selector, path: 'spec.selector' };
  }
  for (const object of snapshot.all('PodDisruptionBudget')) {
    const { matchLabels = {}, matchExpressions } = object.spec?.selector ?? {};
    if (!matchExpressions?.length)
      yield {
        object,
        selector: matchLabels,
        path: 'spec.selector.matchLabels',
      };
  }
}

function isNearly(selector: Labels, { workload, labels }: NearestWorkload) {
  const values = [...Object.values(labels), workload.metadata.name];
  return Object.entries(selector).every(([key, value]) =>
    key in labels
      ? labels[key] === value || isSlipOf(value, labels[key])
      : values.includes(value),
  );
}
