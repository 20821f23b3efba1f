import { apiVersionOf, KubernetesObject } from '@opsagent/engine';
import { BUILT_IN_TYPES } from './builtInTypes';
import { customTypes } from './customTypes';
import type { ResourceType } from './ResourceType';

/** All kinds that one demo cluster serves: the built-in ones and those its dump brings along. */
export class TypeRegistry {
  readonly types: readonly ResourceType[];
  readonly #byPath = new Map<string, ResourceType>();
  readonly #byKind = new Map<string, ResourceType>();

  static forObjects(objects: readonly KubernetesObject[]): TypeRegistry {
    return new TypeRegistry([
      ...BUILT_IN_TYPES,
      ...customTypes(objects, BUILT_IN_TYPES),
    ]);
  }

  private constructor(types: readonly ResourceType[]) {
    this.types = types;
    for (const type of types) {
      this.#byPath.set(`${apiVersionOf(type)}/${type.plural}`, type);
      this.#byKind.set(`${apiVersionOf(type)}/${type.kind}`, type);
    }
  }

  find(
    group: string,
    version: string,
    plural: string,
  ): ResourceType | undefined {
    const apiVersion = group ? `${group}/${version}` : version;
    return this.#byPath.get(`${apiVersion}/${plural}`);
  }

  /** The type of an object; undefined for a version that is not served. */
  typeOf(object: {
    apiVersion: string;
    kind: string;
  }): ResourceType | undefined {
    return this.#byKind.get(`${object.apiVersion}/${object.kind}`);
  }

  /** The served versions of a group, in order of first mention; empty for an unknown group. */
  versionsOf(group: string): string[] {
    const ofGroup = this.types.filter(type => type.group === group);
    return [...new Set(ofGroup.map(type => type.version))];
  }

  /** The named groups, without the core group. */
  groups(): string[] {
    return [...new Set(this.types.map(type => type.group))].filter(Boolean);
  }
}
