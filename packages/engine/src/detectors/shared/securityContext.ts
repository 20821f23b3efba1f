import type {
  Container,
  PodSecurityContext,
  PodSpec,
  SecurityContext,
} from 'kubernetes-types/core/v1';
import { KnownKinds } from '../../snapshot/objects';

/** Fields that the API has and the types do not know yet. */
type Newer = { appArmorProfile?: { type?: string } };

/** A container's security context with the pod's as its default. */
export type EffectiveSecurity = SecurityContext & Newer;

/**
 * What holds for a container: its own field, else the pod's.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export function effectiveSecurity(
  spec: PodSpec | undefined,
  container: Container,
): EffectiveSecurity {
  const own: EffectiveSecurity = container.securityContext ?? {};
  const pod: PodSecurityContext & Newer = spec?.securityContext ?? {};
  return {
    ...own,
    runAsUser: own.runAsUser ?? pod.runAsUser,
    runAsNonRoot: own.runAsNonRoot ?? pod.runAsNonRoot,
    seccompProfile: own.seccompProfile ?? pod.seccompProfile,
    appArmorProfile: own.appArmorProfile ?? pod.appArmorProfile,
    seLinuxOptions: own.seLinuxOptions ?? pod.seLinuxOptions,
  };
}

/** Whether the pod runs on Windows, where most of a security context means nothing. */
export function isWindows({ spec }: KnownKinds['Pod']): boolean {
  const { os } = (spec ?? {}) as { os?: { name?: string } };
  return (
    os?.name === 'windows' ||
    spec?.nodeSelector?.['kubernetes.io/os'] === 'windows'
  );
}

/** Whether the pod's users are mapped to unprivileged ones of the node. */
export function hasUserNamespace({ spec }: KnownKinds['Pod']): boolean {
  return (spec as { hostUsers?: boolean } | undefined)?.hostUsers === false;
}

/** Capabilities without the prefix that some write, in capitals. */
export function capabilityNames(names: readonly string[] = []): string[] {
  return names.map(each => String(each).toUpperCase().replace(/^CAP_/, ''));
}
