import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { fieldsOf, listOf, textOf } from '../../snapshot/untyped';
import { GATEWAY_KINDS } from './gatewayKinds';

/** A reference from one namespace into another. The empty group is the core group. */
export interface CrossReference {
  from: { group: string; kind: string; namespace: string | undefined };
  to: {
    group: string;
    kind: string;
    namespace: string | undefined;
    name: string;
  };
}

/**
 * What ReferenceGrants allow.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export class ReferenceGrants {
  readonly #snapshot: ClusterSnapshot;
  /** By the namespace, kind and name referred to, an empty name standing for all, and by the kind and namespace that may refer. */
  readonly #granted = new Set<string>();

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
    for (const grant of snapshot.all(GATEWAY_KINDS.grant)) {
      const { namespace } = grant.metadata;
      const spec = fieldsOf(grant.spec);
      for (const from of listOf(spec.from)) {
        for (const to of listOf(spec.to)) {
          const key = keyOf({
            from: {
              group: textOf(from.group) ?? '',
              kind: textOf(from.kind) ?? '',
              namespace: textOf(from.namespace),
            },
            to: {
              group: textOf(to.group) ?? '',
              kind: textOf(to.kind) ?? '',
              namespace,
              name: textOf(to.name) ?? '',
            },
          });
          this.#granted.add(key);
        }
      }
    }
  }

  /** Whether a reference crosses namespaces and no grant allows it. False while the grants of the other namespace are not fully known. */
  refuse(reference: CrossReference): boolean {
    const { from, to } = reference;
    if (from.namespace === to.namespace) return false;
    const state = this.#snapshot.readState(GATEWAY_KINDS.grant, to.namespace);
    if (state !== 'complete') return false;
    const toAll = { from, to: { ...to, name: '' } };
    return (
      !this.#granted.has(keyOf(reference)) && !this.#granted.has(keyOf(toAll))
    );
  }
}

function keyOf({ from, to }: CrossReference) {
  return JSON.stringify([
    from.group,
    from.kind,
    from.namespace ?? '',
    to.group,
    to.kind,
    to.namespace ?? '',
    to.name,
  ]);
}
