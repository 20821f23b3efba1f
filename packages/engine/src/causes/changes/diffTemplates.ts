import type { Container, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { shownProbe } from '../../detectors/shared/probes';
import { shownProgram } from '../../detectors/shared/shownProgram';
import { field } from '../../findings/evidence';
import { JsonValue } from '../../findings/Finding';
import { parseQuantity } from '../../snapshot/quantity';
import { Revision } from './RevisionHistory';
import { Aspect, ChangedField } from './TemplateChange';

interface Value {
  aspect: Aspect;
  /** What is compared. */
  value: unknown;
  /** What is shown; the value itself unless given, since literals may be credentials. */
  shown?: JsonValue;
}

/** The fields in which a pod template differs from the one before it, in the newer one's order. */
export function diffTemplates(
  before: Revision,
  after: Revision,
): ChangedField[] {
  const old = valuesOf(before.template);
  const now = valuesOf(after.template);
  const paths = new Set([...now.keys(), ...old.keys()]);
  return [...paths].flatMap(path => {
    const was = old.get(path);
    const is = now.get(path);
    if (JSON.stringify(was?.value) === JSON.stringify(is?.value)) return [];
    return [
      {
        aspect: isLowerMemory(path, was, is)
          ? ('lowerMemory' as const)
          : (is ?? was)!.aspect,
        evidence: {
          ...field(after.object, `${after.path}.${path}`, shownOf(is)),
          was: shownOf(was),
        },
      },
    ];
  });
}

const MEMORY_LIMIT = /\.resources\.limits\.memory$/;

/** A limit that was raised or taken away starves nothing. */
function isLowerMemory(
  path: string,
  was: Value | undefined,
  is: Value | undefined,
) {
  if (!MEMORY_LIMIT.test(path) || is === undefined) return false;
  const amount = (value: Value) =>
    parseQuantity(value.value as string) ?? Infinity;
  return was === undefined || amount(is) < amount(was);
}

function shownOf(value: Value | undefined): JsonValue {
  if (value?.value === undefined) return null;
  return value.shown ?? (value.value as JsonValue);
}

/** Containers and variables are told apart by name, as the API server merges them. */
function valuesOf({ metadata, spec }: PodTemplateSpec): Map<string, Value> {
  const values = new Map<string, Value>();
  const { 'pod-template-hash': hash, ...labels } = metadata?.labels ?? {};
  for (const [key, value] of Object.entries(labels))
    put(values, `metadata.labels[${key}]`, 'labels', value);
  for (const list of ['initContainers', 'containers'] as const)
    for (const container of spec?.[list] ?? [])
      putContainer(`spec.${list}[${container.name}]`, container, values);
  for (const volume of spec?.volumes ?? []) {
    const { configMap, secret, projected } = volume;
    const aspect =
      configMap || secret || projected ? 'configuration' : 'mounts';
    put(values, `spec.volumes[${volume.name}]`, aspect, volume);
  }
  for (const key of [
    'nodeName',
    'nodeSelector',
    'affinity',
    'tolerations',
    'topologySpreadConstraints',
    'priorityClassName',
    'runtimeClassName',
    'schedulerName',
  ] as const)
    put(values, `spec.${key}`, 'placement', spec?.[key]);
  put(values, 'spec.securityContext', 'security', spec?.securityContext);
  put(values, 'spec.serviceAccountName', 'identity', spec?.serviceAccountName);
  put(values, 'spec.imagePullSecrets', 'identity', spec?.imagePullSecrets);
  return values;
}

function putContainer(
  path: string,
  container: Container,
  values: Map<string, Value>,
) {
  put(values, `${path}.image`, 'image', container.image);
  // Arguments may carry credentials; that they differ is enough.
  put(
    values,
    `${path}.command`,
    'command',
    container.command,
    shownProgram(container.command),
  );
  put(
    values,
    `${path}.args`,
    'command',
    container.args,
    `${container.args?.length} arguments`,
  );
  for (const bound of ['requests', 'limits'] as const)
    for (const [resource, amount] of Object.entries(
      container.resources?.[bound] ?? {},
    ))
      put(
        values,
        `${path}.resources.${bound}.${resource}`,
        'resources',
        amount,
      );
  for (const { name, value, valueFrom } of container.env ?? [])
    put(
      values,
      `${path}.env[${name}]`,
      'configuration',
      valueFrom ?? value ?? '',
      valueFrom ? undefined : 'a literal value',
    );
  put(values, `${path}.envFrom`, 'configuration', container.envFrom);
  for (const probe of [
    'startupProbe',
    'readinessProbe',
    'livenessProbe',
  ] as const) {
    const stated = container[probe];
    put(
      values,
      `${path}.${probe}`,
      'probes',
      stated,
      stated && (shownProbe(stated) as JsonValue),
    );
  }
  put(values, `${path}.ports`, 'ports', container.ports);
  put(values, `${path}.volumeMounts`, 'mounts', container.volumeMounts);
  put(values, `${path}.securityContext`, 'security', container.securityContext);
}

function put(
  values: Map<string, Value>,
  path: string,
  aspect: Aspect,
  value: unknown,
  shown?: JsonValue,
) {
  if (value !== undefined)
    values.set(path, {
      aspect,
      value,
      ...(shown === undefined ? {} : { shown }),
    });
}
