import { append } from '../../append';
import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { conditionChangedAt, isReady } from '../shared/pods';
import { affectedPod, nameOf } from '../shared/sightings';

type Pod = KnownKinds['Pod'];

const GRACE = minutes(10);
const APPLICATION_LABELS = ['app.kubernetes.io/name', 'app'] as const;

export const multiWorkload: Detector = {
  id: 'service.multi-workload',
  title: 'Service spreads requests over different applications',
  tier: 'risk',
  kinds: ['Service', 'Pod'],
  documentation: {
    speaks:
      'The pods that a Service selects have, for ten minutes, been ready and belonged to two or more workloads whose labels app.kubernetes.io/name, or app, name different applications: each gets a share of the requests.',
    silent:
      'Silent for workloads of the same application, as in a canary or blue-green rollout, for headless Services, and for pods of Jobs.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const service of snapshot.all('Service')) {
      const { spec, metadata } = service;
      if (spec?.type === 'ExternalName' || spec?.clusterIP === 'None') continue;
      if (metadata.deletionTimestamp) continue;
      const pods = graph.podsSelectedBy(service);
      if (!areOfDifferentApplications(pods)) continue;
      const byApplication = new Map<string, Pod[]>();
      for (const pod of pods) {
        const application = applicationOf(pod);
        const isSettled =
          isReady(pod) &&
          olderThan(snapshot, conditionChangedAt(pod, 'Ready'), GRACE) &&
          !pod.metadata.deletionTimestamp &&
          !['Job', 'CronJob'].includes(graph.topOwner(pod).kind);
        if (application && isSettled) append(byApplication, application, pod);
      }
      const firsts = [...byApplication.entries()]
        .sort(([one], [other]) => one.localeCompare(other, 'en'))
        .map(([, [first]]) => first);
      const owners = new Map(
        firsts.map(pod => [nameOf(graph.topOwner(pod)), pod]),
      );
      if (owners.size < 2) continue;
      yield {
        subject: referenceTo(service),
        severity: 'medium',
        message: `${nameOf(referenceTo(service))} selects pods of different applications: ${[...owners.keys()].join(', ')}`,
        evidence: [
          field(service, 'spec.selector', spec?.selector),
          ...firsts
            .slice(0, 3)
            .map(pod => field(pod, 'metadata.labels', pod.metadata.labels)),
        ],
        affected: firsts.map(pod => affectedPod(pod)),
      };
    }
  },
};

function areOfDifferentApplications(pods: readonly Pod[]) {
  const [first, ...others] = pods;
  if (others.length === 0) return false;
  const application = applicationOf(first);
  return others.some(each => applicationOf(each) !== application);
}

function applicationOf({ metadata }: Pod) {
  for (const label of APPLICATION_LABELS)
    if (metadata.labels?.[label]) return metadata.labels[label];
  return undefined;
}
