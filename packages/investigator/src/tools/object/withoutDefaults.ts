import { kindKey, KubernetesObject } from '@opsagent/engine';

type Fields = Record<string, unknown>;

/**
 * Values that the API server writes where nobody chose one, by field.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  dnsPolicy: 'ClusterFirst',
  enableServiceLinks: true,
  internalTrafficPolicy: 'Cluster',
  ipFamilyPolicy: 'SingleStack',
  lastProbeTime: null,
  lastState: {},
  preemptionPolicy: 'PreemptLowerPriority',
  priority: 0,
  progressDeadlineSeconds: 600,
  protocol: 'TCP',
  resources: {},
  revisionHistoryLimit: 10,
  scheme: 'HTTP',
  schedulerName: 'default-scheduler',
  securityContext: {},
  serviceAccountName: 'default',
  sessionAffinity: 'None',
  started: true,
  successThreshold: 1,
  terminationGracePeriodSeconds: 30,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};

/** Says again what stands beside it, or is of use to controllers only. */
const NOISE = new Set([
  'allocatedResources',
  'blockOwnerDeletion',
  'clusterIPs',
  'containerID',
  'hostIPs',
  'ipFamilies',
  'podIPs',
  'serviceAccount',
  'uid',
]);

/** Their keys are not names of fields. */
const MAPS = new Set([
  'annotations',
  'data',
  'labels',
  'matchLabels',
  'nodeSelector',
  'selector',
]);

/** Of the metadata: what the object is asked for by, and bookkeeping. */
const UNTOLD_METADATA = new Set([
  'generateName',
  'managedFields',
  'name',
  'namespace',
  'resourceVersion',
  'selfLink',
  'uid',
]);

const TOKEN_VOLUME = /^kube-api-access-/;

/** What the API server lets every pod tolerate for five minutes. */
const USUAL_TOLERATION = /^node\.kubernetes\.io\/(not-ready|unreachable)$/;

/**
 * An object as an engineer would want to read it: status first, without defaults, bookkeeping, and what says again what stands beside it. Of kinds that are not built in only
 * bookkeeping is left out, since nobody knows their defaults here.
 */
export function withoutDefaults(object: KubernetesObject): Fields {
  const { apiVersion, kind, metadata, status, ...rest } = object as Fields;
  const isBuiltIn = !kindKey(object).includes('.');
  const tidy = isBuiltIn ? tidied : (value: unknown) => value;
  const kept = Object.fromEntries(
    Object.entries(metadata as Fields).filter(
      ([name]) => !UNTOLD_METADATA.has(name),
    ),
  );
  return {
    ...(isEmpty(status) ? {} : { status: tidy(status) }),
    ...(isEmpty(kept) ? {} : { metadata: tidied(kept) }),
    ...Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [
        name,
        name === 'spec' || name === 'template' ? tidy(value) : value,
      ]),
    ),
  };
}

function tidied(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isTold).map(tidied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, field]) => isToldField(name, field, value as Fields))
      .map(([name, field]) => [name, MAPS.has(name) ? field : tidied(field)]),
  );
}

function isToldField(name: string, value: unknown, beside: Fields): boolean {
  if (value === undefined || NOISE.has(name)) return false;
  if (name === 'imageID') return !hasTag(beside.image);
  if (name === 'imagePullPolicy')
    return value !== (hasTag(beside.image) ? 'IfNotPresent' : 'Always');
  // Of an init container it says that it is a sidecar.
  if (name === 'restartPolicy')
    return value !== 'Always' || !('containers' in beside);
  if (name === 'volumes' || name === 'volumeMounts' || name === 'tolerations')
    return Array.isArray(value) && value.some(isTold);
  return !Object.hasOwn(DEFAULTS, name) || !isSame(value, DEFAULTS[name]);
}

/** Where the tag may be moved, only the digest tells what runs. */
function hasTag(image: unknown): boolean {
  return /:(?!latest$)[^/:]+$/.test(String(image));
}

function isTold(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return true;
  const { effect, key, name, tolerationSeconds } = item as Fields;
  if (typeof name === 'string' && TOKEN_VOLUME.test(name)) return false;
  return !(
    effect === 'NoExecute' &&
    tolerationSeconds === 300 &&
    USUAL_TOLERATION.test(String(key))
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || isSame(value, {});
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
