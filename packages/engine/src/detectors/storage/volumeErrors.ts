import type { Volume } from 'kubernetes-types/core/v1';
import { Evidence } from '../../findings/Finding';
import { field, logEvidence } from '../../findings/evidence';
import { hours, within } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { PodContainer, containersOf, lastEnd } from '../shared/containers';
import {
  earlier,
  failingSince,
  notReadySince,
  unquietActivePods,
} from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

type Pod = KnownKinds['Pod'];

const DENIED = /permission denied|EACCES/i;
const READ_ONLY = /read-only file ?system|EROFS/i;
const PATHS = /\/[\w.@%+~-]+(?:\/[\w.@%+~-]+)*/g;

/** Containers that fail because they may not write where they want to. Their own words must name a path, and the pod’s specification must explain it. */
export const volumeErrors = detectorFamily({
  rows: [
    {
      id: 'storage.permission-denied',
      title: 'Container may not use its volume',
      documentation: {
        speaks:
          'A container that runs as another user than root failed within the last hour and said that it may not use a path on a volume: one of a claim without fsGroup, of NFS or of the host, whose files keep their owner.',
        silent:
          'Paths outside of volumes, and volumes that fsGroup hands to the container.',
        sources: [
          'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-pod',
        ],
      },
    },
    {
      id: 'storage.read-only-volume',
      title: 'Container writes to what is read-only',
      documentation: {
        speaks:
          'A container failed within the last hour and said that it writes to a read-only file system, and the path lies in a mount that is read-only, in a ConfigMap, Secret or projected volume, or in a root file system that is read-only.',
        silent:
          'Paths that the pod’s specification does not make read-only: the device itself may be at fault.',
        sources: [
          'https://kubernetes.io/docs/concepts/storage/volumes/',
          'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
        ],
      },
    },
  ],
  tier: 'problem',
  kinds: ['Pod'],
  read: context => groupSightings(sightings(context)),
});

function* sightings(context: DetectionContext) {
  for (const pod of unquietActivePods(context)) {
    for (const container of containersOf(pod)) {
      if (!isFailing(container, context)) continue;
      const complaint = complaintOf(container, context);
      if (!complaint) continue;
      const { detector, mount, words, evidence } = complaint;
      const subject = context.graph.topOwner(pod);
      const since = failingSince(
        pod,
        container.name,
        context,
        earlier(
          context.snapshot,
          notReadySince(pod),
          lastEnd(container)?.end.finishedAt,
        ),
      );
      yield {
        detector,
        subject,
        key: mount,
        severity: 'high' as const,
        message: `Container ${container.name} of ${nameOf(subject)} ${words}`,
        evidence,
        affected: affectedPod(pod, { container: container.name, since }),
      };
    }
  }
}

function isFailing(container: PodContainer, { snapshot }: DetectionContext) {
  const last = lastEnd(container)?.end;
  return (
    container.status.ready === false &&
    last !== undefined &&
    last.exitCode !== 0 &&
    within(snapshot, last.finishedAt, hours(1))
  );
}

interface Complaint {
  detector: string;
  mount: string;
  words: string;
  evidence: Evidence[];
}

/** The complaint nearest to the end: what a program wrote before, it survived. */
function complaintOf(
  container: PodContainer,
  { snapshot }: DetectionContext,
): Complaint | undefined {
  const { pod, name } = container;
  const { namespace, name: podName } = pod.metadata;
  const last = lastEnd(container);
  const said = last?.end.message?.split('\n') ?? [];
  const logged = snapshot.logs(namespace, podName, name) ?? [];
  for (const line of [...logged, ...said].reverse()) {
    const explain = explanationFor(line);
    if (!explain) continue;
    for (const [path] of line.matchAll(PATHS)) {
      const explained = explain(container, path);
      if (!explained) continue;
      const words = logged.includes(line)
        ? logEvidence(pod, name, [line])
        : field(pod, `${last?.path}.message`, line);
      return { ...explained, evidence: [words, ...explained.evidence] };
    }
  }
  return undefined;
}

function explanationFor(line: string) {
  if (DENIED.test(line)) return permissionDenied;
  return READ_ONLY.test(line) ? readOnly : undefined;
}

/** The kubelet hands a claim's volume to the group `fsGroup`; files of NFS and of the host keep their owners. */
function permissionDenied(
  container: PodContainer,
  path: string,
): Complaint | undefined {
  const { pod, spec, specPath } = container;
  const mounted = mountOf(container, path);
  if (!mounted?.volume) return undefined;
  const { persistentVolumeClaim, nfs, hostPath } = mounted.volume;
  const keepsOwner = Boolean(nfs ?? hostPath);
  const { fsGroup } = pod.spec?.securityContext ?? {};
  if (!keepsOwner && (!persistentVolumeClaim || fsGroup !== undefined))
    return undefined;
  const security = { ...pod.spec?.securityContext, ...spec?.securityContext };
  const { runAsUser, runAsNonRoot } = security;
  const isRoot = runAsUser === undefined ? !runAsNonRoot : runAsUser === 0;
  if (isRoot) return undefined;
  return {
    detector: 'storage.permission-denied',
    mount: mounted.mountPath,
    words: `may not use ${path} on the volume at ${mounted.mountPath}: it runs as ${runAsUser === undefined ? 'a user other than root' : `user ${runAsUser}`}${keepsOwner ? '' : ' and no fsGroup gives it the volume'}`,
    evidence: [
      field(pod, mounted.path, mounted.mountPath),
      ...(spec?.securityContext
        ? [field(pod, `${specPath}.securityContext`, spec.securityContext)]
        : []),
      field(pod, 'spec.securityContext', pod.spec?.securityContext),
    ],
  };
}

function readOnly(
  container: PodContainer,
  path: string,
): Complaint | undefined {
  const { pod, spec, specPath } = container;
  const mounted = mountOf(container, path);
  if (!mounted) {
    if (!spec?.securityContext?.readOnlyRootFilesystem) return undefined;
    return {
      detector: 'storage.read-only-volume',
      mount: '/',
      words: `writes to ${path}, but its root file system is read-only`,
      evidence: [
        field(pod, `${specPath}.securityContext.readOnlyRootFilesystem`, true),
      ],
    };
  }
  const { volume, mountPath } = mounted;
  const isData = volume?.configMap ?? volume?.secret ?? volume?.projected;
  if (!mounted.readOnly && !isData) return undefined;
  return {
    detector: 'storage.read-only-volume',
    mount: mountPath,
    words: `writes to ${path}, but the volume at ${mountPath} is read-only`,
    evidence: [field(pod, mounted.path, mountPath)],
  };
}

interface Mounted {
  mountPath: string;
  path: string;
  readOnly: boolean;
  volume: Volume | undefined;
}

/** The innermost mount that a path lies in. */
function mountOf(
  { pod, spec, specPath }: PodContainer,
  path: string,
): Mounted | undefined {
  const mounts = (spec?.volumeMounts ?? []).flatMap((mount, index) => {
    if (!mount.mountPath) return [];
    const mountPath = mount.mountPath.replace(/(?<!\/)\/+$/, '');
    return path === mountPath || path.startsWith(`${mountPath}/`)
      ? [{ mount, mountPath, index }]
      : [];
  });
  const [innermost] = mounts.sort(
    (a, b) => b.mountPath.length - a.mountPath.length,
  );
  if (!innermost) return undefined;
  const { mount, mountPath, index } = innermost;
  const volume = volumesOf(pod).find(each => each.name === mount.name);
  return {
    mountPath,
    path: `${specPath}.volumeMounts[${index}].mountPath`,
    readOnly:
      mount.readOnly === true ||
      volume?.persistentVolumeClaim?.readOnly === true,
    volume,
  };
}

function volumesOf(pod: Pod): readonly Volume[] {
  return pod.spec?.volumes ?? [];
}
