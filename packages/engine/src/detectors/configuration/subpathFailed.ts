import { Evidence } from '../../findings/Finding';
import { absence, field, referenceTo } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { declaredContainers } from '../shared/containers';
import { unquietActivePods, notReadySince } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { kubeletWordsOn } from './kubeletSays';

const PREPARE =
  /failed to prepare subPath for volumeMount "([^"]{1,253})" of container "([^"]{1,253})"/i;
const NOT_A_DIRECTORY = /subpath.{0,1000}not a directory/i;
/** Where the kubelet prepares the mount that stands at this index of a container's mounts. */
const PREPARED =
  /\/volume-subpaths\/[^/"]{1,253}\/([^/"]{1,63})\/(\d{1,4})(?!\d)/;

/** Parts of volumes that cannot be mounted. */
export const subpathFailed: Detector = {
  id: 'config.subpath-failed',
  title: 'subPath of a volume cannot be mounted',
  tier: 'problem',
  kinds: ['Pod'],
  concludesFrom: ['ConfigMap', 'Event'],
  documentation: {
    speaks:
      'For more than a minute the kubelet has said that it cannot prepare the subPath of a mount: the part is missing, of the wrong kind, or leads out of the volume. Where it names no key of its ConfigMap, that is told.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    const since = notReadySince(pod);
    if (!olderThan(snapshot, since, seconds(60))) continue;
    for (const { text, evidence } of kubeletWordsOn(pod, context)) {
      const [, mount, container] = PREPARE.exec(text) ?? [];
      if (!mount && !NOT_A_DIRECTORY.test(text)) continue;
      const subject = graph.topOwner(pod);
      const lacking = mount ? undefined : keyLacking(pod, text, context);
      yield {
        subject,
        key: mount,
        severity: 'medium' as const,
        message: mount
          ? `Container ${container} of ${nameOf(subject)} cannot start: the subPath of its mount ${mount} cannot be prepared`
          : `Pods of ${nameOf(subject)} cannot start: ${lacking?.message ?? 'a subPath is a directory where a file is expected, or the reverse'}`,
        evidence: [...(lacking?.evidence ?? []), evidence],
        affected: affectedPod(pod, { container, since }),
      };
      break;
    }
  }
}

/** Of a subPath that names no key of its ConfigMap the kubelet makes an empty directory. */
function keyLacking(
  pod: KnownKinds['Pod'],
  text: string,
  { snapshot }: DetectionContext,
): { message: string; evidence: Evidence[] } | undefined {
  const [, containerName, index] = PREPARED.exec(text) ?? [];
  const declared = declaredContainers(pod).find(
    each => each.container.name === containerName,
  );
  const mount = declared?.container.volumeMounts?.[Number(index)];
  const { configMap } =
    pod.spec?.volumes?.find(each => each.name === mount?.name) ?? {};
  if (!declared || !mount?.subPath || !configMap?.name || configMap.items)
    return undefined;
  const { namespace } = pod.metadata;
  const found = snapshot.lookup('ConfigMap', namespace, configMap.name);
  if (found.state !== 'present' || !snapshot.hasContents('ConfigMap'))
    return undefined;
  const { data = {}, binaryData = {} } = found.object;
  const keys = [...Object.keys(data), ...Object.keys(binaryData)];
  if (keys.includes(mount.subPath)) return undefined;
  const reference = referenceTo(found.object);
  return {
    message: `subPath ${mount.subPath} of the mount at ${mount.mountPath} names no key of ${nameOf(reference)}`,
    evidence: [
      absence(reference, `key "${mount.subPath}"`),
      field(
        pod,
        `${declared.path}.volumeMounts[${index}].subPath`,
        mount.subPath,
      ),
    ],
  };
}
