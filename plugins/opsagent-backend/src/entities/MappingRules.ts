import { kindKey } from '@opsagent/engine';
import type { KubernetesObject } from '@opsagent/engine';
import { MappingRule } from './MappingRule';

type Labels = Readonly<Record<string, string>>;

/** The configured rules of one cluster, by namespace, so that an object is compared with few of them. */
export class MappingRules {
  readonly #rules: readonly MappingRule[];
  readonly #byNamespace = new Map<string | undefined, MappingRule[]>();

  constructor(cluster: string, rules: readonly MappingRule[]) {
    this.#rules = rules.filter(each => matchesName(each.cluster, cluster));
  }

  /** Entities of all rules that an object meets, with its own labels or those of its pod template. */
  matching(object: KubernetesObject, template: Labels = {}): string[] {
    const { namespace, labels = {} } = object.metadata;
    return this.#in(namespace)
      .filter(
        rule =>
          (!rule.kind || rule.kind === kindKey(object)) &&
          (carries(labels, rule.labels) || carries(template, rule.labels)),
      )
      .map(rule => rule.entityRef);
  }

  #in(namespace: string | undefined): readonly MappingRule[] {
    const known = this.#byNamespace.get(namespace);
    if (known) return known;
    const rules = this.#rules.filter(each =>
      matchesName(each.namespace, namespace),
    );
    this.#byNamespace.set(namespace, rules);
    return rules;
  }
}

function carries(labels: Labels, wanted: Labels = {}): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function matchesName(pattern: string | undefined, name: string | undefined) {
  if (pattern === undefined) return true;
  if (name === undefined) return false;
  const escaped = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(name);
}
