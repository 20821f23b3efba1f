import { field } from '../../findings/evidence';
import { judgedContainers } from '../shared/judgedWorkloads';
import { isNodeAgent } from '../shared/nodeAgents';
import {
  capabilityNames,
  effectiveSecurity,
  hasUserNamespace,
  isWindows,
} from '../shared/securityContext';
import { workloadDetector } from '../shared/workloadDetector';
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

const NODE_AGENTS =
  'DaemonSets that work on the node itself, such as network, storage and device plugins and node exporters.';

/** Rights that a container was given on purpose, one finding for each. */
export const containerRights = [
  workloadDetector({
    id: 'security.privileged',
    title: 'Container is privileged',
    documentation: {
      speaks:
        'A container sets `privileged`: it may do to the node what root may.',
      silent: NODE_AGENTS,
      sources: [SECURITY_STANDARDS],
    },
    applies: workload => !isNodeAgent(workload),
    *check(workload) {
      for (const { container, path } of judgedContainers(workload)) {
        if (container.securityContext?.privileged !== true) continue;
        yield {
          key: container.name,
          severity: 'high',
          message: `Container ${container.name} is privileged`,
          evidence: [
            field(workload.source, `${path}.securityContext.privileged`, true),
          ],
        };
      }
    },
  }),

  workloadDetector({
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
    applies: workload => !isNodeAgent(workload) && !isWindows(workload.pod),
    *check(workload) {
      for (const { container, path } of judgedContainers(workload)) {
        const { add } = container.securityContext?.capabilities ?? {};
        const names = new Set(capabilityNames(add));
        names.delete('NET_BIND_SERVICE');
        for (const name of names) {
          yield {
            key: `${container.name}/${name}`,
            severity: MIGHTY.has(name) ? 'high' : 'medium',
            message: `Container ${container.name} is given the capability ${name}`,
            evidence: [
              field(
                workload.source,
                `${path}.securityContext.capabilities.add`,
                add,
              ),
            ],
          };
        }
      }
    },
  }),

  workloadDetector({
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
    applies: workload => !isNodeAgent(workload) && !isWindows(workload.pod),
    *check(workload) {
      const { pod, source } = workload;
      for (const { container, path } of judgedContainers(workload)) {
        const security = effectiveSecurity(pod.spec, container);
        if (security.privileged) continue;
        const annotation = `container.apparmor.security.beta.kubernetes.io/${container.name}`;
        const isUnconfined =
          security.appArmorProfile?.type === 'Unconfined' ||
          pod.metadata.annotations?.[annotation] === 'unconfined';
        if (!isUnconfined && security.seLinuxOptions?.type !== 'spc_t')
          continue;
        yield {
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
      }
    },
  }),

  workloadDetector({
    id: 'security.proc-mount',
    title: 'Container sees all of /proc',
    documentation: {
      speaks:
        'A container sets `procMount: Unmasked` and so sees and writes parts of /proc that the runtime hides; low where the pod has users of its own, which newer servers demand for it.',
      sources: [SECURITY_STANDARDS],
    },
    *check(workload) {
      for (const { container, path } of judgedContainers(workload)) {
        if (container.securityContext?.procMount !== 'Unmasked') continue;
        yield {
          key: container.name,
          severity: hasUserNamespace(workload.pod) ? 'low' : 'medium',
          message: `Container ${container.name} sees all of /proc`,
          evidence: [
            field(
              workload.source,
              `${path}.securityContext.procMount`,
              'Unmasked',
            ),
          ],
        };
      }
    },
  }),

  workloadDetector({
    id: 'security.privileged-port',
    title: 'Container listens on a low port',
    documentation: {
      speaks:
        'A container declares a port below 1024 and runs as root or adds NET_BIND_SERVICE for it; port 22 counts for whoever runs it, since remote shells have no place in a container.',
      silent:
        'Processes that are not root: runtimes let them open low ports without further rights.',
      sources: [SECURITY_CONTEXT],
    },
    applies: workload => !isWindows(workload.pod),
    *check(workload) {
      for (const { container, path } of judgedContainers(workload)) {
        const security = effectiveSecurity(workload.pod.spec, container);
        const isMighty =
          security.runAsUser === 0 ||
          capabilityNames(security.capabilities?.add).includes(
            'NET_BIND_SERVICE',
          );
        for (const [index, port] of (container.ports ?? []).entries()) {
          const number = port?.containerPort ?? 0;
          if (number < 1 || number >= 1024 || !(isMighty || number === 22))
            continue;
          yield {
            key: String(number),
            severity: 'info',
            message: `Container ${container.name} listens on port ${number}`,
            evidence: [
              field(
                workload.source,
                `${path}.ports[${index}].containerPort`,
                number,
              ),
            ],
          };
        }
      }
    },
  }),
];
