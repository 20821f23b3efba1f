import type { ContainerPort } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { applications } from '../shared/nodeAgents';
import { capabilityNames, hasUserNamespace } from '../shared/securityContext';
import { Remark, containerDetector } from '../shared/workloadDetector';
import { linuxApplications, linuxWorkloads } from './linuxWorkloads';
import { SECURITY_CONTEXT, SECURITY_STANDARDS } from './sources';

/** Capabilities with which a process can take over the node or read what is not its own. */
const MIGHTY: ReadonlySet<string> = new Set([
  'ALL',
  'SYS_ADMIN',
  'NET_ADMIN',
  'SYS_PTRACE',
  'SYS_MODULE',
  'DAC_READ_SEARCH',
  'BPF',
]);

/** The older way to name a container's profile, before the container's name. */
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

const NODE_AGENTS =
  'DaemonSets that work on the node itself, such as network, storage and device plugins and node exporters.';

/** Rights that a container was given on purpose, one finding for each. */
export const containerRights = [
  containerDetector({
    id: 'security.privileged',
    title: 'Container is privileged',
    documentation: {
      speaks:
        'A container sets `privileged`: it may do to the node what root may.',
      silent: NODE_AGENTS,
      sources: [SECURITY_STANDARDS],
    },
    among: applications,
    check({ container, path }, { source }) {
      if (container.securityContext?.privileged !== true) return undefined;
      return {
        key: container.name,
        severity: 'high',
        message: `Container ${container.name} is privileged`,
        evidence: [field(source, `${path}.securityContext.privileged`, true)],
      };
    },
  }),

  containerDetector({
    id: 'security.capabilities-added',
    title: 'Container is given a capability',
    documentation: {
      speaks:
        'A container adds a Linux capability; high for those with which it can take over the node or read what is not its own.',
      silent: `NET_BIND_SERVICE, which only opens low ports. ${NODE_AGENTS}`,
      sources: [
        SECURITY_STANDARDS,
        'https://man7.org/linux/man-pages/man7/capabilities.7.html',
      ],
    },
    among: linuxApplications,
    check({ container, path }, { source }) {
      const add = container.securityContext?.capabilities?.add;
      if (!add) return undefined;
      const names = new Set(capabilityNames(add));
      names.delete('NET_BIND_SERVICE');
      return [...names].map(name => ({
        key: `${container.name}/${name}`,
        severity: MIGHTY.has(name) ? ('high' as const) : ('medium' as const),
        message: `Container ${container.name} is given the capability ${name}`,
        evidence: [
          field(source, `${path}.securityContext.capabilities.add`, add),
        ],
      }));
    },
  }),

  containerDetector({
    id: 'security.lsm-unconfined',
    title: 'Container runs outside AppArmor or SELinux',
    documentation: {
      speaks:
        'A container asks for no AppArmor profile (`Unconfined`, as a field or as the older annotation) or for the SELinux type `spc_t`, which nothing confines.',
      silent: `Privileged containers, which have a row of their own. ${NODE_AGENTS}`,
      sources: [
        SECURITY_STANDARDS,
        'https://kubernetes.io/docs/tutorials/security/apparmor/',
      ],
    },
    among: linuxApplications,
    check({ container, security, path }, { pod, source }) {
      if (security.privileged) return undefined;
      const { annotations } = pod.metadata;
      const isUnconfined =
        security.appArmorProfile?.type === 'Unconfined' ||
        annotations?.[`${APPARMOR}${container.name}`] === 'unconfined';
      if (!isUnconfined && security.seLinuxOptions?.type !== 'spc_t')
        return undefined;
      return {
        key: container.name,
        severity: 'medium',
        message: `Container ${container.name} asks to run without ${isUnconfined ? 'an AppArmor profile' : 'confinement by SELinux'}`,
        evidence: [
          field(
            source,
            `${path}.securityContext`,
            isUnconfined
              ? { appArmorProfile: { type: 'Unconfined' } }
              : { seLinuxOptions: { type: 'spc_t' } },
          ),
        ],
      };
    },
  }),

  containerDetector({
    id: 'security.proc-mount',
    title: 'Container sees all of /proc',
    documentation: {
      speaks:
        'A container sets `procMount: Unmasked` and so sees and writes parts of /proc that the runtime hides; low where the pod has users of its own, which newer servers demand for it.',
      sources: [SECURITY_STANDARDS],
    },
    check({ container, path }, { pod, source }) {
      if (container.securityContext?.procMount !== 'Unmasked') return undefined;
      return {
        key: container.name,
        severity: hasUserNamespace(pod) ? 'low' : 'medium',
        message: `Container ${container.name} sees all of /proc`,
        evidence: [
          field(source, `${path}.securityContext.procMount`, 'Unmasked'),
        ],
      };
    },
  }),

  containerDetector({
    id: 'security.privileged-port',
    title: 'Container listens on a low port',
    documentation: {
      speaks:
        'A container declares a port below 1024 and runs as root or adds NET_BIND_SERVICE for it; port 22 counts for whoever runs it, since remote shells have no place in a container.',
      silent:
        'Processes that are not root: runtimes let them open low ports without further rights.',
      sources: [SECURITY_CONTEXT],
    },
    among: linuxWorkloads,
    check({ container, security, path }, { source }) {
      const { name, ports = [] } = container;
      if (!ports.some(isLow)) return undefined;
      const isMighty =
        security.runAsUser === 0 ||
        capabilityNames(security.capabilities?.add).includes(
          'NET_BIND_SERVICE',
        );
      return ports.flatMap<Remark>((port, index) => {
        if (!isLow(port) || !(isMighty || port.containerPort === 22)) return [];
        const { containerPort } = port;
        return {
          key: String(containerPort),
          severity: 'info',
          message: `Container ${name} listens on port ${containerPort}`,
          evidence: [
            field(
              source,
              `${path}.ports[${index}].containerPort`,
              containerPort,
            ),
          ],
        };
      });
    },
  }),
];

function isLow(port: ContainerPort | undefined) {
  const number = port?.containerPort ?? 0;
  return number >= 1 && number < 1024;
}
