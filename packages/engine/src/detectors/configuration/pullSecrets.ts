import { absence, field } from '../../findings/evidence';
import { ObjectReference, Severity, Tier } from '../../findings/Finding';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { pullFailureOf } from '../images/pullFailure';
import { containersOf } from '../shared/containers';
import { activePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const ROWS = [
  {
    id: 'config.pull-secret-missing',
    title: 'Pull secret does not exist',
    documentation: {
      speaks:
        'A pod names a Secret for pulling its images that does not exist. The kubelet pulls without it: harmless for public and cached images, and a problem only once a registry refuses the pull.',
    },
  },
  {
    id: 'config.pull-secret-wrong',
    title: 'Pull secret is of the wrong type',
    documentation: {
      speaks:
        'A pod names a Secret for pulling its images whose type holds no registry credentials.',
    },
  },
] as const;

const PULL_SECRET_TYPES: readonly string[] = [
  'kubernetes.io/dockerconfigjson',
  'kubernetes.io/dockercfg',
];

/** Secrets with which a pod cannot pull. A pod’s list is complete: admission copies its service account’s list into it. */
export const pullSecrets = detectorFamily({
  rows: ROWS,
  tier: 'risk',
  kinds: ['Pod', 'Secret'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod',
      'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
    ],
  },
  read: context => groupSightings(pullSecretsIn(context)),
});

function* pullSecretsIn(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of activePods(context)) {
    const secrets = pod.spec?.imagePullSecrets;
    if (!secrets) continue;
    const { namespace } = pod.metadata;
    for (const [index, { name }] of secrets.entries()) {
      if (!name) continue;
      const object: ObjectReference = {
        apiVersion: 'v1',
        kind: 'Secret',
        ...(namespace ? { namespace } : {}),
        name,
      };
      const found = snapshot.lookup('Secret', namespace, name);
      const subject = graph.topOwner(pod);
      const shared = {
        subject,
        key: name,
        affected: affectedPod(pod),
      };
      const reference = field(
        pod,
        `spec.imagePullSecrets[${index}].name`,
        name,
      );
      if (found.state === 'absent') {
        yield {
          ...shared,
          ...weightOf(pod, context),
          detector: 'config.pull-secret-missing',
          message: `Pull secret ${nameOf(object)} of ${nameOf(subject)} does not exist`,
          evidence: [reference, absence(object)],
        };
      }
      const type = found.state === 'present' ? found.object.type : undefined;
      if (type !== undefined && !PULL_SECRET_TYPES.includes(type)) {
        yield {
          ...shared,
          severity: 'medium' as const,
          tier: 'risk' as const,
          detector: 'config.pull-secret-wrong',
          message: `Pull secret ${nameOf(object)} of ${nameOf(subject)} is of type ${type}, from which no registry credentials are read`,
          evidence: [
            reference,
            ...(found.state === 'present'
              ? [field(found.object, 'type', type)]
              : []),
          ],
        };
      }
    }
  }
}

/** What a missing pull secret does to a pod now. */
function weightOf(
  pod: KnownKinds['Pod'],
  context: DetectionContext,
): { severity: Severity; tier: Tier } {
  const containers = containersOf(pod);
  const refused = containers.some(
    each => pullFailureOf(each, context)?.class.id === 'image.auth-failed',
  );
  if (refused) return { severity: 'high', tier: 'problem' };
  const allPulled =
    containers.length > 0 &&
    containers.every(({ status }) => Boolean(status.imageID));
  return { severity: allPulled ? 'low' : 'medium', tier: 'risk' };
}
