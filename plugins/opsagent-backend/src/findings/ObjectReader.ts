import { Severity } from '@opsagent/engine';
import { namespaceOfKey } from '../entities/objectKey';
import { Grant, isGranted } from '../permissions/Grant';
import { Visibility } from './FindingStore';

/** What somebody may see, ready to be asked about single rows. */
export interface ReaderRights {
  /** Entity refs. */
  visible: ReadonlySet<string>;
  /** For what belongs to no entity. */
  unmapped: Grant;
  /** For everything. */
  read: Grant;
}

export function rightsOf({
  entityRefs,
  unmapped,
  read = true,
}: Visibility): ReaderRights {
  return { visible: new Set(entityRefs), unmapped, read };
}

/** Judges what somebody may know of the objects that one finding or incident names. */
export class ObjectReader {
  /** Whether what belongs to no entity is for this reader too. */
  readonly unmapped: boolean;
  /** Whether the conditions of a policy hold back anything. */
  readonly limited: boolean;
  readonly #rights: ReaderRights;
  readonly #of: { cluster: string; severity: Severity };

  constructor(
    of: { cluster: string; severity: Severity },
    rights: ReaderRights,
  ) {
    this.#of = { cluster: of.cluster, severity: of.severity };
    this.#rights = rights;
    this.unmapped = isGranted(rights.unmapped, this.#of);
    this.limited = rights.read !== true;
  }

  /** Whether the reader sees one of the entities. */
  seesAny(entityRefs: readonly string[]): boolean {
    return entityRefs.some(ref => this.#rights.visible.has(ref));
  }

  /**
   * Whether the conditions of the policy let the reader know of an object: they are asked as of a finding on it.
   *
   * @param key - as `objectKey` gives it
   * @param entityRefs - those that it belongs to
   */
  mayKnow(key: string, entityRefs: readonly string[]): boolean {
    if (!this.limited) return true;
    const namespace = namespaceOfKey(key);
    return isGranted(this.#rights.read, { ...this.#of, namespace, entityRefs });
  }
}
