import type { KubernetesObject } from '@opsagent/engine';
import type { ResourceType } from '../api/ResourceType';
import { badRequest } from '../errors/failures';

interface Requirement {
  path: string;
  value: string;
  equal: boolean;
}

const EVERY_KIND = ['metadata.name', 'metadata.namespace'];

/**
 * Fields of built-in kinds that the API server selects by, beside name and namespace.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/#list-of-supported-fields
 */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Job: ['status.successful'],
  Namespace: ['status.phase'],
  Node: ['spec.unschedulable'],
  ReplicaSet: ['status.replicas'],
  ReplicationController: ['status.replicas'],
  Secret: ['type'],
  Service: ['spec.clusterIP', 'spec.type'],
};

/** Kinds whose refusal is worded by a check of their own rather than by the general one. */
const OWN_WORDING = new Set(Object.keys(FIELDS));

const DEFAULTS: Readonly<Record<string, string>> = {
  'spec.hostNetwork': 'false',
  'spec.unschedulable': 'false',
  'status.replicas': '0',
  'status.successful': '0',
};

/** A parsed `fieldSelector` of one kind. */
export class FieldSelector {
  readonly #requirements: readonly Requirement[];

  /** @throws StatusError 400 when the text is no selector or names a field this kind is not selected by. */
  static parse(text: string | undefined, type: ResourceType): FieldSelector {
    const terms = (text ?? '').split(',').filter(term => term !== '');
    const requirements = terms.map(term => parseTerm(term, text ?? ''));
    const supported = [...EVERY_KIND, ...(FIELDS[type.kind] ?? [])];
    for (const { path } of requirements) {
      if (!supported.includes(path)) throw unsupported(path, type);
    }
    return new FieldSelector(requirements);
  }

  private constructor(requirements: readonly Requirement[]) {
    this.#requirements = requirements;
  }

  /** Selects everything. */
  get isEmpty(): boolean {
    return this.#requirements.length === 0;
  }

  matches(object: KubernetesObject): boolean {
    return this.#requirements.every(
      ({ path, value, equal }) => (fieldOf(object, path) === value) === equal,
    );
  }
}

function parseTerm(term: string, whole: string): Requirement {
  const match = /^([^=!]+)(!=|==|=)(.*)$/.exec(term);
  if (!match) {
    throw badRequest(
      `invalid selector: '${whole}'; can't understand '${term}'`,
    );
  }
  const [, path, operator, value] = match;
  return { path, value, equal: operator !== '!=' };
}

function unsupported(path: string, type: ResourceType) {
  return badRequest(
    OWN_WORDING.has(type.kind)
      ? `field label not supported: ${path}`
      : `"${path}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
  );
}

/** The field's value as the API server compares it: absent is the empty string, or the default of a number or flag. */
function fieldOf(object: KubernetesObject, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>(
      (at, key) => (at as Record<string, unknown> | undefined)?.[key],
      object,
    );
  if (path === 'source')
    return String((value as { component?: string })?.component ?? '');
  if (value !== undefined && value !== null) return String(value);
  return DEFAULTS[path] ?? '';
}
