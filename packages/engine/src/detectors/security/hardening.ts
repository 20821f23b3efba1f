import { Evidence, SEVERITIES, Severity } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { containersOf } from '../shared/containers';
import { JudgedContainer, JudgedWorkload } from '../shared/judgedWorkloads';
import { capabilityNames, hasUserNamespace } from '../shared/securityContext';
import { workloadDetector } from '../shared/workloadDetector';
import { linuxWorkloads } from './linuxWorkloads';
import { SECURITY_CONTEXT, SECURITY_STANDARDS } from './sources';

type Pod = KnownKinds['Pod'];

/** What one container lacks. */
interface Lack {
  severity: Severity;
  evidence: Evidence;
}

interface Hardening extends Pick<Detector, 'id' | 'title'> {
  speaks: string;
  silent: string;
  /** What is said of the containers after their names. */
  lacks: string;
  /** Whether containers that only prepare do not count. */
  longLivedOnly?: boolean;
  judge(container: JudgedContainer, workload: JudgedWorkload): Lack | undefined;
}

const HARDENINGS: readonly Hardening[] = [
  {
    id: 'security.privilege-escalation',
    title: 'Containers may gain privileges',
    speaks:
      'A container does not set `allowPrivilegeEscalation: false`, so that a program with the setuid bit gives its caller more rights.',
    silent:
      'Privileged containers, which have a row of their own. Windows pods.',
    lacks: 'may gain more privileges than they were started with',
    judge: ({ security, path }, { source }) =>
      security.privileged || security.allowPrivilegeEscalation === false
        ? undefined
        : {
            severity: 'medium',
            evidence: field(
              source,
              `${path}.securityContext.allowPrivilegeEscalation`,
              security.allowPrivilegeEscalation,
            ),
          },
  },
  {
    id: 'security.runs-as-root',
    title: 'Containers run as root, or may',
    speaks:
      'A container runs as user 0, as its specification or the kubelet says (high); or nothing says as whom, so that the image decides (medium). Low in a pod with users of its own (`hostUsers: false`).',
    silent:
      '`runAsNonRoot: true`, a user other than 0 in the specification, or one that the kubelet reports. Windows pods.',
    lacks: 'run as root, or as whom the image says',
    judge: userOf,
  },
  {
    id: 'security.capabilities-not-dropped',
    title: 'Containers keep the default capabilities',
    speaks:
      'A container does not drop ALL capabilities; medium where it keeps NET_RAW too, with which it can forge packets.',
    silent:
      'Privileged containers, which have a row of their own. Windows pods.',
    lacks: 'keep the capabilities that the runtime gives by default',
    judge: ({ security, path }, { source }) => {
      const drop = security.capabilities?.drop;
      if (security.privileged || drop?.includes('ALL')) return undefined;
      const dropped = capabilityNames(drop);
      if (dropped.includes('ALL')) return undefined;
      return {
        severity: dropped.includes('NET_RAW') ? 'low' : 'medium',
        evidence: field(
          source,
          `${path}.securityContext.capabilities.drop`,
          drop,
        ),
      };
    },
  },
  {
    id: 'security.seccomp-missing',
    title: 'Containers may make any system call',
    speaks:
      'Neither a container nor its pod sets a seccomp profile (low), or it is Unconfined (medium).',
    silent:
      'Privileged containers, which have a row of their own. Windows pods. Whether the kubelet sets a profile by default cannot be read.',
    lacks: 'have no seccomp profile',
    judge: ({ security, path }, { source }) => {
      const type = security.seccompProfile?.type;
      if (security.privileged || (type && type !== 'Unconfined'))
        return undefined;
      return {
        severity: type ? 'medium' : 'low',
        evidence: field(
          source,
          `${path}.securityContext.seccompProfile`,
          security.seccompProfile,
        ),
      };
    },
  },
  {
    id: 'security.writable-root-fs',
    title: 'Containers can change their own files',
    speaks:
      'A container does not set `readOnlyRootFilesystem`, so that an intruder can change its programs.',
    silent: 'Init containers, which end. Windows pods.',
    lacks: 'can write to their root file system',
    longLivedOnly: true,
    judge: ({ security, path }, { source }) =>
      security.readOnlyRootFilesystem === true
        ? undefined
        : {
            severity: 'low',
            evidence: field(
              source,
              `${path}.securityContext.readOnlyRootFilesystem`,
              security.readOnlyRootFilesystem,
            ),
          },
  },
];

/**
 * What a restricted security context would take away and none did. Nearly every container of a cluster that nobody has hardened is concerned, so that there is one
 * finding for a workload and all its containers stand in it.
 */
export const hardening: readonly Detector[] = HARDENINGS.map(
  ({ id, title, speaks, silent, lacks, longLivedOnly, judge }) =>
    workloadDetector({
      id,
      title,
      documentation: {
        speaks,
        silent,
        sources: [SECURITY_STANDARDS, SECURITY_CONTEXT],
      },
      among: linuxWorkloads,
      check(workload) {
        const { containers, longLived } = workload;
        const names: string[] = [];
        const found: Lack[] = [];
        for (const each of longLivedOnly ? longLived : containers) {
          const lack = judge(each, workload);
          if (!lack) continue;
          names.push(each.container.name);
          found.push(lack);
        }
        if (found.length === 0) return undefined;
        return {
          severity: worst(found.map(each => each.severity)),
          message: `Containers ${names.join(', ')} ${lacks}`,
          evidence: found.map(each => each.evidence),
        };
      },
    }),
);

/** The kubelet knows the user that the image names; a specification may leave it open. */
function userOf(
  { container, security, path }: JudgedContainer,
  { pod, source }: JudgedWorkload,
): Lack | undefined {
  const { runAsNonRoot, runAsUser } = security;
  if (runAsNonRoot === true) return undefined;
  const seen =
    typeof runAsUser === 'number'
      ? undefined
      : reportedUser(pod, container.name);
  const user = runAsUser ?? seen?.user;
  if (user !== undefined && user !== 0) return undefined;
  const severity = user === 0 ? 'high' : 'medium';
  return {
    severity: hasUserNamespace(pod) ? 'low' : severity,
    evidence:
      runAsUser === undefined && seen
        ? field(source, seen.path, seen.user)
        : field(source, `${path}.securityContext.runAsUser`, runAsUser),
  };
}

function reportedUser(pod: Pod, name: string) {
  const container = containersOf(pod).find(each => each.name === name);
  const { user } = (container?.status ?? {}) as {
    user?: { linux?: { uid?: number } };
  };
  return container && typeof user?.linux?.uid === 'number'
    ? { user: user.linux.uid, path: `${container.statusPath}.user.linux.uid` }
    : undefined;
}

function worst(severities: readonly Severity[]) {
  return severities.reduce((a, b) =>
    SEVERITIES.indexOf(b) < SEVERITIES.indexOf(a) ? b : a,
  );
}
