import { KnownKinds } from '../../snapshot/objects';
import { DeclaredContainer, declaredContainers } from '../shared/containers';
import {
  capabilityNames,
  effectiveSecurity,
  isWindows,
} from '../shared/securityContext';
import { isSafeSysctl } from './sysctls';

type Pod = KnownKinds['Pod'];

/** The two levels that restrict anything. */
export type RestrictedLevel = 'baseline' | 'restricted';

/** A rule of a level, named as its own admission message names it, and the path of the field that breaks it. */
export interface StandardViolation {
  rule: string;
  path: string;
}

const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

const BASELINE_SELINUX_TYPES: ReadonlySet<string> = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

/** Volumes that the restricted level allows. */
const RESTRICTED_VOLUMES: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/**
 * The rules of a Pod Security Standard that a pod breaks, in the newest version of the standard.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function standardViolations(
  pod: Pod,
  level: RestrictedLevel,
): StandardViolation[] {
  const containers = declaredContainers(pod);
  const found = [
    ...baselineOfPod(pod),
    ...containers.flatMap(each => [...baselineOfContainer(pod, each)]),
  ];
  if (level === 'baseline') return found;
  return [
    ...found,
    ...restrictedVolumes(pod),
    ...containers.flatMap(each => [...restrictedContainer(pod, each)]),
  ];
}

function* baselineOfPod({ spec }: Pod): Iterable<StandardViolation> {
  for (const name of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (spec?.[name]) yield { rule: 'host namespaces', path: `spec.${name}` };
  }
  for (const [index, volume] of (spec?.volumes ?? []).entries()) {
    if (volume?.hostPath)
      yield {
        rule: 'hostPath volumes',
        path: `spec.volumes[${index}].hostPath`,
      };
  }
  const { sysctls = [], windowsOptions } = spec?.securityContext ?? {};
  for (const [index, sysctl] of sysctls.entries()) {
    if (!isSafeSysctl(sysctl?.name))
      yield {
        rule: 'forbidden sysctls',
        path: `spec.securityContext.sysctls[${index}]`,
      };
  }
  if (windowsOptions?.hostProcess)
    yield {
      rule: 'hostProcess',
      path: 'spec.securityContext.windowsOptions.hostProcess',
    };
}

function* baselineOfContainer(
  { spec }: Pod,
  { container, path }: DeclaredContainer,
): Iterable<StandardViolation> {
  const at = `${path}.securityContext`;
  const security = effectiveSecurity(spec, container);
  const { hostUsers } = (spec ?? {}) as { hostUsers?: boolean };
  if (security.privileged)
    yield { rule: 'privileged', path: `${at}.privileged` };
  const added = capabilityNames(security.capabilities?.add);
  if (added.some(name => !BASELINE_CAPABILITIES.has(name)))
    yield { rule: 'non-default capabilities', path: `${at}.capabilities.add` };
  for (const [index, port] of (container.ports ?? []).entries()) {
    if (port?.hostPort)
      yield { rule: 'hostPort', path: `${path}.ports[${index}].hostPort` };
  }
  if (security.appArmorProfile?.type === 'Unconfined')
    yield {
      rule: 'forbidden AppArmor profiles',
      path: `${at}.appArmorProfile`,
    };
  const { type = '', user, role } = security.seLinuxOptions ?? {};
  if (!BASELINE_SELINUX_TYPES.has(type) || user || role)
    yield { rule: 'seLinuxOptions', path: `${at}.seLinuxOptions` };
  if (security.procMount === 'Unmasked' && hostUsers !== false)
    yield { rule: 'procMount', path: `${at}.procMount` };
  if (security.seccompProfile?.type === 'Unconfined')
    yield { rule: 'seccompProfile', path: `${at}.seccompProfile` };
  if (security.windowsOptions?.hostProcess)
    yield { rule: 'hostProcess', path: `${at}.windowsOptions.hostProcess` };
}

function* restrictedVolumes({ spec }: Pod): Iterable<StandardViolation> {
  for (const [index, volume] of (spec?.volumes ?? []).entries()) {
    const [source] = Object.keys(volume ?? {}).filter(key => key !== 'name');
    if (source && source !== 'hostPath' && !RESTRICTED_VOLUMES.has(source))
      yield {
        rule: 'restricted volume types',
        path: `spec.volumes[${index}].${source}`,
      };
  }
}

function* restrictedContainer(
  pod: Pod,
  { container, path }: DeclaredContainer,
): Iterable<StandardViolation> {
  const at = `${path}.securityContext`;
  const security = effectiveSecurity(pod.spec, container);
  const { hostUsers } = (pod.spec ?? {}) as { hostUsers?: boolean };
  // Since 1.35 pods with users of their own may run as root.
  if (hostUsers !== false) {
    if (security.runAsNonRoot !== true)
      yield { rule: 'runAsNonRoot != true', path: `${at}.runAsNonRoot` };
    if (security.runAsUser === 0)
      yield { rule: 'runAsUser=0', path: `${at}.runAsUser` };
  }
  if (isWindows(pod)) return;
  if (security.allowPrivilegeEscalation !== false)
    yield {
      rule: 'allowPrivilegeEscalation != false',
      path: `${at}.allowPrivilegeEscalation`,
    };
  const { add, drop } = security.capabilities ?? {};
  if (
    !capabilityNames(drop).includes('ALL') ||
    capabilityNames(add).some(name => name !== 'NET_BIND_SERVICE')
  )
    yield { rule: 'unrestricted capabilities', path: `${at}.capabilities` };
  const { type = '' } = security.seccompProfile ?? {};
  if (!['RuntimeDefault', 'Localhost'].includes(type))
    yield { rule: 'seccompProfile', path: `${at}.seccompProfile` };
}
