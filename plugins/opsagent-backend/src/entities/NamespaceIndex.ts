import { KUBERNETES_ANNOTATION } from '@backstage/plugin-kubernetes-common';
import { ClusterSnapshot } from '@opsagent/engine';
import type { KubernetesObject } from '@opsagent/engine';
import { KubernetesEntity } from './KubernetesEntity';

/** Entities of one cluster by the namespaces that carry their id, as a label or as an annotation. */
export class NamespaceIndex {
  readonly #byNamespace = new Map<string, string[]>();

  constructor(
    snapshot: ClusterSnapshot,
    entities: readonly KubernetesEntity[],
  ) {
    const here = entities.filter(
      ({ cluster }) => !cluster || cluster === snapshot.cluster,
    );
    for (const { metadata } of snapshot.all('Namespace')) {
      const { annotations, labels, name } = metadata;
      const id =
        labels?.[KUBERNETES_ANNOTATION] ?? annotations?.[KUBERNETES_ANNOTATION];
      const named = here.filter(
        each =>
          each.selector === `${KUBERNETES_ANNOTATION}=${id}` &&
          (!each.namespace || each.namespace === name),
      );
      this.#byNamespace.set(
        name,
        named.map(each => each.entityRef),
      );
    }
  }

  /** Entities whose namespace an object is in, or that it is itself. */
  matching({ kind, metadata }: KubernetesObject): string[] {
    const name = kind === 'Namespace' ? metadata.name : metadata.namespace;
    return this.#byNamespace.get(name ?? '') ?? [];
  }
}
