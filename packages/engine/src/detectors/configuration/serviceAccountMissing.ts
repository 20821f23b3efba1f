import { absence, field } from '../../findings/evidence';
import { ObjectReference } from '../../findings/Finding';
import { seconds, within } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { activeAlikePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

/** Pods whose service account is gone. */
export const serviceAccountMissing: Detector = {
  id: 'config.service-account-missing',
  title: 'Service account does not exist',
  tier: 'risk',
  kinds: ['Pod', 'ServiceAccount'],
  explainedBy: ['create.service-account-missing'],
  documentation: {
    speaks:
      'A pod runs under a service account that no longer exists: its token cannot be renewed, and its successor will be refused.',
    silent:
      'Static pods, which have none; default in a namespace that was only just made; and snapshots without any service account, which were taken without them.',
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const { first, pods } of activeAlikePods(context)) {
    const { namespace, annotations } = first.metadata;
    const name = first.spec?.serviceAccountName;
    if (!name || snapshot.get('ServiceAccount', namespace, name)) continue;
    if (annotations?.['kubernetes.io/config.mirror']) continue;
    if (snapshot.lookup('ServiceAccount', namespace, name).state !== 'absent')
      continue;
    if (name === 'default' && isDefaultOnItsWay(namespace, context)) continue;

    const account: ObjectReference = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      ...(namespace ? { namespace } : {}),
      name,
    };
    const subject = graph.topOwner(first);
    for (const pod of pods)
      yield {
        subject,
        key: name,
        severity: 'high' as const,
        message: `${nameOf(account)} of ${nameOf(subject)} does not exist`,
        evidence: [
          field(pod, 'spec.serviceAccountName', name),
          absence(account),
        ],
        affected: affectedPod(pod),
      };
  }
}

function isDefaultOnItsWay(
  namespace: string | undefined,
  { snapshot }: DetectionContext,
) {
  const home = snapshot.get('Namespace', undefined, namespace);
  return (
    within(snapshot, home?.metadata.creationTimestamp, seconds(60)) ||
    snapshot.all('ServiceAccount').length === 0
  );
}
