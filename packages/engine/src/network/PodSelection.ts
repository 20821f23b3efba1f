import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { isEmptySelector, matchesSelector } from '../graph/labels';
import { ResourceGraph } from '../graph/ResourceGraph';
import { TEMPLATED_KINDS, Workload, podTemplateOf } from '../graph/workloads';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';

type Pod = KnownKinds['Pod'];

interface SelectionContext {
  readonly snapshot: ClusterSnapshot;
  readonly graph: ResourceGraph;
}

const selections = new WeakMap<ClusterSnapshot, PodSelection>();

/** Finds what the selectors of policies select. Equal selectors of a namespace are answered once. */
export class PodSelection {
  readonly #context: SelectionContext;
  readonly #pods = new Map<string, readonly Pod[]>();
  readonly #namespaces = new Map<string, readonly string[]>();
  readonly #stamped = new Map<string, boolean>();

  /** The selection of a snapshot; the same for each who asks. */
  static of(context: SelectionContext): PodSelection {
    const known = selections.get(context.snapshot);
    if (known) return known;
    const selection = new PodSelection(context);
    selections.set(context.snapshot, selection);
    return selection;
  }

  private constructor(context: SelectionContext) {
    this.#context = context;
  }

  /** Pods of a namespace that have not finished. */
  pods(namespace: string | undefined, selector: LabelSelector): readonly Pod[] {
    const { snapshot, graph } = this.#context;
    const { matchLabels = {} } = selector;
    return remembered(this.#pods, [namespace, selector], () => {
      const candidates =
        Object.keys(matchLabels).length > 0
          ? graph.podsMatching(namespace, matchLabels)
          : snapshot.inNamespace('Pod', namespace);
      return candidates.filter(
        ({ metadata, status }) =>
          !['Succeeded', 'Failed'].includes(status?.phase ?? '') &&
          matchesSelector(selector, metadata.labels),
      );
    });
  }

  /** Whether a workload of a namespace would make such pods, though it may have none now. */
  isStamped(namespace: string | undefined, selector: LabelSelector): boolean {
    const { snapshot, graph } = this.#context;
    const { matchLabels = {} } = selector;
    return remembered(this.#stamped, [namespace, selector], () => {
      const candidates =
        Object.keys(matchLabels).length > 0
          ? graph.workloadsStamping(namespace, matchLabels)
          : TEMPLATED_KINDS.flatMap<Workload>(
              kind =>
                snapshot.inNamespace(kind, namespace) as readonly Workload[],
            );
      return candidates.some(each =>
        matchesSelector(
          selector,
          podTemplateOf(each)?.template.metadata?.labels,
        ),
      );
    });
  }

  /** Names of the namespaces that a peer of a policy speaks of: those it selects, else the policy's own. */
  namespacesOf(
    { namespaceSelector }: NetworkPolicyPeer,
    home: string | undefined,
  ): readonly string[] {
    if (!namespaceSelector) return home === undefined ? [] : [home];
    return remembered(this.#namespaces, namespaceSelector, () =>
      this.#context.snapshot
        .all('Namespace')
        .filter(
          ({ metadata }) =>
            isEmptySelector(namespaceSelector) ||
            matchesSelector(namespaceSelector, metadata.labels),
        )
        .map(({ metadata }) => metadata.name),
    );
  }
}

function remembered<T>(
  answers: Map<string, T>,
  question: unknown,
  answer: () => T,
): T {
  const key = JSON.stringify(question);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const found = answer();
  answers.set(key, found);
  return found;
}
