import { field } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { DetectionContext, Detector } from '../Detector';
import { PodContainer, containersOf } from '../shared/containers';
import { activePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { ConfigReference, configReferencesOf } from './references';

const GRACE = minutes(15);

const WRITTEN_KINDS = ['ConfigMap', 'Secret'] as const;

/** Containers that still work with an earlier ConfigMap or Secret. */
export const staleInPod: Detector = {
  id: 'config.stale-in-pod',
  title: 'Container works with an outdated configuration',
  tier: 'risk',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'A ConfigMap or Secret was changed more than a quarter of an hour ago, after the start of a container that reads it as environment variables or through a subPath: such a container keeps the earlier content.',
    silent:
      'Snapshots that do not tell when the content was written, and pods that a reloader restarts.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function isManaged({ metadata }: KubernetesObject) {
  return Boolean(metadata.managedFields);
}

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  const isWritten = WRITTEN_KINDS.some(kind =>
    snapshot.all(kind).some(isManaged),
  );
  if (!isWritten) return;
  for (const pod of activePods(context)) {
    for (const reference of configReferencesOf(pod)) {
      const { kind, name } = reference;
      const object = snapshot.get(kind, pod.metadata.namespace, name);
      const written =
        object && lastWritten(object, 'data', 'binaryData', 'stringData');
      if (!object || !olderThan(snapshot, written, GRACE)) continue;
      for (const each of reference.containers) {
        const container = containersOf(pod).find(
          ({ name: own }) => own === each,
        );
        const startedAt = container?.status.state?.running?.startedAt;
        if (!container || !isFrozen(reference, container)) continue;
        if (!(Date.parse(written ?? '') > Date.parse(startedAt ?? '')))
          continue;
        if (isReloaded(pod, context)) continue;
        const subject = graph.topOwner(pod);
        yield {
          subject,
          key: name,
          severity: 'low' as const,
          message: `${kind} ${pod.metadata.namespace}/${name} was changed at ${written}, after container ${each} of ${nameOf(subject)} had started; it still has the earlier content`,
          evidence: [
            field(object, 'metadata.managedFields[].time', written),
            field(
              pod,
              `${container.statusPath}.state.running.startedAt`,
              startedAt,
            ),
          ],
          affected: affectedPod(pod, { container: each, since: written }),
        };
      }
    }
  }
}

/** Whether what the container has of a source never changes while it runs: variables always, volumes only through a subPath. */
function isFrozen({ volume }: ConfigReference, { spec }: PodContainer) {
  if (volume === undefined) return true;
  const mounts = (spec?.volumeMounts ?? []).filter(
    mount => mount.name === volume,
  );
  return mounts.some(({ subPath, subPathExpr }) => subPath || subPathExpr);
}

function isReloaded(
  pod: KnownKinds['Pod'],
  { graph, snapshot }: DetectionContext,
) {
  const { kind, namespace, name } = graph.topOwner(pod);
  const owner = snapshot.get(kind, namespace, name);
  const annotations = {
    ...pod.metadata.annotations,
    ...owner?.metadata.annotations,
  };
  return Object.keys(annotations).some(each =>
    each.includes('reloader.stakater.com/'),
  );
}
