import { append } from '../../append';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, textOf } from '../../snapshot/untyped';
import { ISTIO_KINDS } from './istioKinds';
import { coversHost } from './meshHostnames';
import { MeshHosts } from './MeshHosts';

/** DestinationRules by the host that they are for. */
export class DestinationRules {
  readonly #byHost = new Map<string, KubernetesObject[]>();
  readonly #wildcards: { host: string; rule: KubernetesObject }[] = [];

  constructor(snapshot: ClusterSnapshot) {
    for (const rule of snapshot.all(ISTIO_KINDS.destinationRule)) {
      const host = textOf(fieldsOf(rule.spec).host);
      if (!host) continue;
      const name = MeshHosts.fullName(host, rule.metadata.namespace);
      if (name.includes('*')) this.#wildcards.push({ host: name, rule });
      else append(this.#byHost, name, rule);
    }
  }

  /** Rules for a host, by its full name, from whichever namespace. */
  for(fullName: string): readonly KubernetesObject[] {
    return [
      ...(this.#byHost.get(fullName) ?? []),
      ...this.#wildcards
        .filter(({ host }) => coversHost(host, fullName))
        .map(({ rule }) => rule),
    ];
  }
}
