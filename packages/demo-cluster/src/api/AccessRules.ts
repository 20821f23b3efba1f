import { KindRead, kindKey } from '@opsagent/engine';
import { forbidden, notCaptured, unknownResource } from '../errors/failures';
import type { RequestTarget } from './RequestTarget';
import type { ResourceType } from './ResourceType';

/** The only user of a demo cluster. */
export const DEMO_USER = 'demo';

/** What may be asked of a cluster whose dump could not read everything: the same kinds answer as they answered whoever took the dump. */
export class AccessRules {
  readonly #reads: ReadonlyMap<string, KindRead>;

  constructor(reads: Iterable<KindRead> = []) {
    this.#reads = new Map([...reads].map(read => [read.kind, read]));
  }

  /** Whether the user may see and change objects of this type. */
  allows(type: ResourceType): boolean {
    return this.#readOf(type)?.state !== 'forbidden';
  }

  /** @throws StatusError 403 for a forbidden kind, 404 for one the cluster did not have, 503 for one that the dump does not hold */
  check(target: RequestTarget): void {
    const { type, verb, namespace, name, subresource } = target;
    const read = this.#readOf(type);
    switch (read?.state) {
      case 'forbidden':
        throw forbidden(type, {
          user: DEMO_USER,
          verb,
          resource: subresource ? `${type.plural}/${subresource}` : type.plural,
          namespace,
          name,
        });
      case 'notServed':
        throw unknownResource();
      case 'failed':
      case 'notCaptured':
        throw notCaptured(type, read.message);
      default:
    }
  }

  #readOf(type: ResourceType): KindRead | undefined {
    const apiVersion = type.group
      ? `${type.group}/${type.version}`
      : type.version;
    return this.#reads.get(kindKey({ apiVersion, kind: type.kind }));
  }
}
