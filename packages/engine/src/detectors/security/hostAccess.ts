import type { Volume } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { JudgedWorkload, workloadsWhere } from '../shared/judgedWorkloads';
import { applications } from '../shared/nodeAgents';
import {
  Remark,
  containerDetector,
  workloadDetector,
} from '../shared/workloadDetector';
import { SECURITY_STANDARDS } from './sources';
import { isSafeSysctl } from './sysctls';

const NODE_AGENTS =
  'DaemonSets that work on the node itself, such as network, storage and device plugins and node exporters.';

const HOST_NAMESPACES = ['hostPID', 'hostIPC', 'hostNetwork'] as const;

const SENSITIVE =
  /^\/(?:$|(?:etc|proc|sys|dev|boot|lib|usr|var\/lib\/kubelet)(?:\/|$))/;
const RUNTIME_SOCKET = /(?:docker|containerd|crio)\.sock$/;

/** Parts of the node that a pod was let in to. */
export const hostAccess = [
  workloadDetector({
    id: 'security.host-namespace',
    title: 'Pod shares a namespace of its node',
    documentation: {
      speaks:
        'A pod uses the processes, the shared memory (high) or the network (medium) of its node, or is a host process on Windows (high).',
      silent: NODE_AGENTS,
      sources: [SECURITY_STANDARDS],
    },
    among: applications,
    check(workload) {
      const { source, path, pod } = workload;
      const found: Remark[] = [];
      for (const name of HOST_NAMESPACES) {
        if (pod.spec?.[name] !== true) continue;
        found.push({
          key: name,
          severity: name === 'hostNetwork' ? 'medium' : 'high',
          message: `The pod shares a namespace of its node: ${name}`,
          evidence: [field(source, `${path}.${name}`, true)],
        });
      }
      const hostProcess = hostProcessOf(workload);
      if (hostProcess)
        found.push({
          key: 'hostProcess',
          severity: 'high',
          message: 'The pod runs as a process of its Windows node',
          evidence: [field(source, hostProcess, true)],
        });
      return found;
    },
  }),

  workloadDetector({
    id: 'security.host-path',
    title: "Pod mounts a path of its node's disk",
    documentation: {
      speaks:
        "A pod mounts a path of its node's disk; high where a container can write to a part of the system, or reaches the socket of the container runtime, with which it owns the node.",
      silent: `Volumes that no container mounts. ${NODE_AGENTS}`,
      sources: [
        SECURITY_STANDARDS,
        'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
      ],
    },
    among: applications,
    check(workload) {
      const { source, path, pod } = workload;
      const found: Remark[] = [];
      let index = -1;
      for (const volume of pod.spec?.volumes ?? []) {
        index++;
        const hostPath = volume?.hostPath?.path;
        if (!hostPath) continue;
        const use = useOf(volume, workload);
        if (!use) continue;
        const isGrave =
          RUNTIME_SOCKET.test(hostPath) ||
          (use === 'writable' && SENSITIVE.test(hostPath));
        found.push({
          key: hostPath,
          severity: isGrave ? 'high' : 'medium',
          message: `The pod mounts ${hostPath} of its node${use === 'writable' ? ' and can write to it' : ' for reading'}`,
          evidence: [
            field(source, `${path}.volumes[${index}].hostPath.path`, hostPath),
          ],
        });
      }
      return found;
    },
  }),

  containerDetector({
    id: 'security.host-port',
    title: 'Container opens a port of its node',
    documentation: {
      speaks:
        'A container declares a `hostPort`: it is reachable past Services and policies, and only one such pod fits on a node.',
      silent: `Pods in the network of their node, which have a row of their own. ${NODE_AGENTS}`,
      sources: [SECURITY_STANDARDS],
    },
    among: workloadsWhere(({ pod }) => !pod.spec?.hostNetwork, applications),
    check({ container: { name, ports = [] }, path }, { source }) {
      if (!ports.some(port => port?.hostPort)) return undefined;
      return ports.flatMap<Remark>((port, index) => {
        if (!port?.hostPort) return [];
        return {
          key: String(port.hostPort),
          severity: 'low',
          message: `Container ${name} opens port ${port.hostPort} of its node`,
          evidence: [
            field(source, `${path}.ports[${index}].hostPort`, port.hostPort),
          ],
        };
      });
    },
  }),

  workloadDetector({
    id: 'security.unsafe-sysctl',
    title: 'Pod sets an unsafe kernel parameter',
    documentation: {
      speaks:
        'A pod sets a kernel parameter outside the list that Kubernetes knows to be safe for the neighbours on the node.',
      silent:
        'A pod that its node refused for it, which is a problem of its own.',
      sources: [
        'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
      ],
    },
    check({ pod, source, path }) {
      const sysctls = pod.spec?.securityContext?.sysctls;
      return sysctls?.flatMap<Remark>((sysctl, index) => {
        const name = sysctl?.name;
        if (!name || isSafeSysctl(name)) return [];
        return {
          key: name,
          severity: 'medium',
          message: `The pod sets the kernel parameter ${name}`,
          evidence: [
            field(source, `${path}.securityContext.sysctls[${index}]`, sysctl),
          ],
        };
      });
    },
  }),
];

/** The path of the field that makes a pod, or one of its containers, a host process. */
function hostProcessOf(workload: JudgedWorkload): string | undefined {
  const { pod, path } = workload;
  if (pod.spec?.securityContext?.windowsOptions?.hostProcess)
    return `${path}.securityContext.windowsOptions.hostProcess`;
  const found = workload.containers.find(
    ({ container }) => container.securityContext?.windowsOptions?.hostProcess,
  );
  return found && `${found.path}.securityContext.windowsOptions.hostProcess`;
}

/** How containers use a volume; undefined when none mounts it. */
function useOf(
  volume: Volume,
  workload: JudgedWorkload,
): 'writable' | 'read-only' | undefined {
  const mounts = workload.containers
    .flatMap(({ container }) => container.volumeMounts ?? [])
    .filter(mount => mount?.name === volume.name);
  if (mounts.length === 0) return undefined;
  return mounts.every(mount => mount.readOnly) ? 'read-only' : 'writable';
}
