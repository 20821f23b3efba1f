import type {
  Container,
  ContainerPort,
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  Probe,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import { isSameJson } from '../isSameJson';
import { KnownKinds } from '../snapshot/objects';

type Pod = KnownKinds['Pod'];

/** Admission calls the volume with the token of the service account by another name in each pod, and fills it alike. */
const TOKEN_VOLUME = 'kube-api-access-';

const NONE: readonly never[] = [];

/**
 * Whether what one pod says of its account, volumes and containers holds for another pod of its template: all that rules read of one for all copies. Claims may differ,
 * as those of a StatefulSet's pods do, and so may resources, which are changed in place.
 *
 * Nearly every pod of a cluster is compared, most of them alike, which is why each list has a loop of its own: shared ones with a callback take three times as long.
 */
export function areCopies({ spec: one }: Pod, { spec: other }: Pod): boolean {
  if (!one || !other) return one === other;
  return (
    one.serviceAccountName === other.serviceAccountName &&
    one.hostNetwork === other.hostNetwork &&
    areContainersAlike(one.containers, other.containers) &&
    areContainersAlike(one.initContainers, other.initContainers) &&
    areVolumesAlike(one.volumes, other.volumes) &&
    isSame(one.imagePullSecrets, other.imagePullSecrets) &&
    isSame(one.hostAliases, other.hostAliases)
  );
}

function areContainersAlike(
  some: readonly Container[] = NONE,
  others: readonly Container[] = NONE,
) {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++)
    if (!isContainerAlike(some[index], others[index])) return false;
  return true;
}

function isContainerAlike(one: Container, other: Container) {
  return (
    one.name === other.name &&
    one.image === other.image &&
    one.restartPolicy === other.restartPolicy &&
    areVariablesAlike(one.env, other.env) &&
    areSourcesAlike(one.envFrom, other.envFrom) &&
    isSame(one.command, other.command) &&
    isSame(one.args, other.args) &&
    arePortsAlike(one.ports, other.ports) &&
    areMountsAlike(one.volumeMounts, other.volumeMounts) &&
    isProbeAlike(one.livenessProbe, other.livenessProbe) &&
    isProbeAlike(one.readinessProbe, other.readinessProbe) &&
    isProbeAlike(one.startupProbe, other.startupProbe)
  );
}

function areVariablesAlike(
  some: readonly EnvVar[] = NONE,
  others: readonly EnvVar[] = NONE,
) {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) {
    const one = some[index];
    const other = others[index];
    if (one?.name !== other?.name || one?.value !== other?.value) return false;
    if (!isOriginAlike(one?.valueFrom, other?.valueFrom)) return false;
  }
  return true;
}

/** What a variable takes from the pod itself is no name of anything. */
function isOriginAlike(
  one: EnvVarSource | undefined,
  other: EnvVarSource | undefined,
) {
  return (
    one === other ||
    (isSourceAlike(one?.configMapKeyRef, other?.configMapKeyRef) &&
      isSourceAlike(one?.secretKeyRef, other?.secretKeyRef))
  );
}

function areSourcesAlike(
  some: readonly EnvFromSource[] = NONE,
  others: readonly EnvFromSource[] = NONE,
) {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) {
    const one = some[index];
    const other = others[index];
    if (one?.prefix !== other?.prefix) return false;
    if (!isSourceAlike(one?.configMapRef, other?.configMapRef)) return false;
    if (!isSourceAlike(one?.secretRef, other?.secretRef)) return false;
  }
  return true;
}

function isSourceAlike(
  one: { name?: string; key?: string; optional?: boolean } | undefined,
  other: { name?: string; key?: string; optional?: boolean } | undefined,
) {
  return (
    one === other ||
    (one?.name === other?.name &&
      one?.key === other?.key &&
      one?.optional === other?.optional)
  );
}

function arePortsAlike(
  some: readonly ContainerPort[] = NONE,
  others: readonly ContainerPort[] = NONE,
) {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) {
    const one = some[index];
    const other = others[index];
    if (one?.containerPort !== other?.containerPort) return false;
    if (one?.name !== other?.name || one?.protocol !== other?.protocol)
      return false;
  }
  return true;
}

function areMountsAlike(
  some: readonly VolumeMount[] = NONE,
  others: readonly VolumeMount[] = NONE,
) {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) {
    const one = some[index]?.name;
    const other = others[index]?.name;
    if (one !== other && !areTokens(one, other)) return false;
  }
  return true;
}

function areVolumesAlike(
  some: readonly Volume[] = NONE,
  others: readonly Volume[] = NONE,
) {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) {
    const one = some[index];
    const other = others[index];
    if (areTokens(one?.name, other?.name)) continue;
    if (one?.name !== other?.name || !isVolumeAlike(one, other)) return false;
  }
  return true;
}

function isVolumeAlike(one: Volume | undefined, other: Volume | undefined) {
  if (one?.emptyDir && other?.emptyDir) return true;
  if (one?.persistentVolumeClaim && other?.persistentVolumeClaim) return true;
  if (one?.configMap && other?.configMap)
    return (
      isSourceAlike(one.configMap, other.configMap) &&
      isSame(one.configMap.items, other.configMap.items)
    );
  return isSame(one, other);
}

function areTokens(one: string | undefined, other: string | undefined) {
  return Boolean(
    one?.startsWith(TOKEN_VOLUME) && other?.startsWith(TOKEN_VOLUME),
  );
}

function isProbeAlike(one: Probe | undefined, other: Probe | undefined) {
  if (!one || !other) return one === other;
  return (
    one.initialDelaySeconds === other.initialDelaySeconds &&
    one.periodSeconds === other.periodSeconds &&
    one.failureThreshold === other.failureThreshold &&
    one.httpGet?.port === other.httpGet?.port &&
    one.httpGet?.host === other.httpGet?.host &&
    isSame(one.tcpSocket, other.tcpSocket) &&
    isSame(one.grpc, other.grpc)
  );
}

function isSame(one: unknown, other: unknown) {
  return one === other || isSameJson(one, other);
}
