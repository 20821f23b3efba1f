import { ObjectReference } from '@opsagent/engine';
import { IncidentCase } from '../IncidentCase';
import { objectsOfIncident } from '../objectsOfIncident';

/** What a run may look at: some namespaces, such as those that an incident touches, and what belongs to no namespace; or a cluster as a whole. */
export class InvestigationScope {
  /** Undefined for the whole cluster. */
  readonly namespaces: ReadonlySet<string> | undefined;

  static ofCluster(): InvestigationScope {
    return new InvestigationScope(undefined);
  }

  static ofIncident(incident: IncidentCase): InvestigationScope {
    return new InvestigationScope(
      objectsOfIncident(incident).flatMap(({ kind, namespace, name }) => {
        if (namespace) return [namespace];
        return kind === 'Namespace' && name ? [name] : [];
      }),
    );
  }

  constructor(namespaces: Iterable<string> | undefined) {
    this.namespaces = namespaces && new Set(namespaces);
  }

  /** Whether objects of a namespace may be looked at; those without one always. */
  includes(namespace: string | undefined): boolean {
    return !namespace || !this.namespaces || this.namespaces.has(namespace);
  }

  /** Whether an object may be looked at: a Namespace is in itself. */
  includesObject({
    kind,
    namespace,
    name,
  }: Pick<ObjectReference, 'kind' | 'namespace' | 'name'>): boolean {
    return this.includes(kind === 'Namespace' ? name : namespace);
  }

  /** For people and models. */
  describe(): string {
    if (!this.namespaces) return 'the whole cluster';
    const names = [...this.namespaces].sort();
    if (names.length === 0) return 'what belongs to no namespace';
    return `${names.length > 1 ? 'the namespaces' : 'the namespace'} ${names.join(', ')} and what belongs to no namespace`;
  }
}
