import { Detector } from '../detectors/Detector';
import { nameOf } from '../detectors/shared/sightings';
import { field, referenceTo } from '../findings/evidence';
import { Labels, formatSelector } from '../graph/labels';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';
import { asIfApplied } from './asIfApplied';
import { NearTemplates } from './NearTemplates';
import { stampedLabels } from './stampedLabels';

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
      'The labels that a Service or disruption budget selects are those of no pod template among the manifests, while one of them has nearly these: each value is equal, one letter away, or stands under another key.',
    silent:
      'Selectors without such a neighbour: their pods may be in the cluster already, or be made by an operator. Labels that controllers give to pods, such as the name of a Job, do not count. Clusters: there it is known which pods there are.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    ],
  },

  *detect({ graph }, { manifests }) {
    const stamped = stampedLabels(manifests);
    const templates = new NearTemplates(graph.workloads());
    for (const { object, selector, path } of selectorsIn(manifests)) {
      const { namespace } = object.metadata;
      const chosen = withoutKeysOfControllers(selector);
      if (Object.keys(chosen).length === 0) continue;
      if (stamped.matching(namespace, chosen).length > 0) continue;
      const near = templates.nearTo(namespace, chosen);
      if (!near) continue;
      const { workload, labels } = near;
      yield {
        subject: referenceTo(object),
        severity: 'high',
        message: `No pod template among the manifests carries ${formatSelector(chosen)}; that of ${nameOf(referenceTo(workload))} has ${formatSelector(labels)}`,
        evidence: [
          field(object, path, selector),
          field(workload, near.path, labels),
        ],
      };
    }
  },
});

/** What controllers write on the pods they make, which no template says. */
const OF_CONTROLLERS =
  /^(?:job-name|controller-uid|pod-template-hash|pod-template-generation|controller-revision-hash|rollouts-pod-template-hash|(?:batch|apps|statefulset)\.kubernetes\.io\/.+)$/;

function withoutKeysOfControllers(selector: Labels): Labels {
  return Object.fromEntries(
    Object.entries(selector).filter(([key]) => !OF_CONTROLLERS.test(key)),
  );
}

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
