import { KubernetesObject } from '@opsagent/engine';
import type { ResourceType } from './ResourceType';

interface CustomResourceDefinitionSpec {
  group: string;
  scope: string;
  names: {
    kind: string;
    plural: string;
    shortNames?: string[];
    categories?: string[];
  };
  versions: { name: string; served: boolean }[];
}

/**
 * The kinds of a dump that are not built in: those its CustomResourceDefinitions define, and those of which it only holds objects. For the latter the plural is
 * guessed by the rules of English spelling that most definitions follow.
 */
export function customTypes(
  objects: readonly KubernetesObject[],
  builtIn: readonly ResourceType[],
): ResourceType[] {
  const known = new Map(builtIn.map(type => [keyOf(type), type]));
  const custom = new Map<string, ResourceType>();
  for (const type of [...defined(objects), ...observed(objects)]) {
    const key = keyOf(type);
    if (!known.has(key) && !custom.has(key)) custom.set(key, type);
  }
  return [...custom.values()];
}

function* defined(
  objects: readonly KubernetesObject[],
): Generator<ResourceType> {
  for (const object of objects) {
    if (object.kind !== 'CustomResourceDefinition' || !object.spec) continue;
    const spec = object.spec as CustomResourceDefinitionSpec;
    for (const version of spec.versions.filter(each => each.served)) {
      yield {
        kind: spec.names.kind,
        group: spec.group,
        version: version.name,
        plural: spec.names.plural,
        namespaced: spec.scope === 'Namespaced',
        shortNames: spec.names.shortNames ?? [],
        categories: spec.names.categories ?? [],
        custom: true,
      };
    }
  }
}

function* observed(
  objects: readonly KubernetesObject[],
): Generator<ResourceType> {
  for (const { apiVersion, kind, metadata } of objects) {
    const [version, group = ''] = apiVersion.split('/').reverse();
    yield {
      kind,
      group,
      version,
      plural: pluralOf(kind),
      namespaced: metadata.namespace !== undefined,
      shortNames: [],
      categories: [],
      custom: true,
    };
  }
}

function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(singular)) return `${singular}es`;
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return `${singular}s`;
}

function keyOf(type: Pick<ResourceType, 'group' | 'version' | 'kind'>) {
  return `${type.group}/${type.version}/${type.kind}`;
}
