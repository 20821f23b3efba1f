import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import { ReaderView, covers, viewOf } from '../investigations/ReaderView';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';

/** What somebody might see when they asked. */
export interface AnswerReader {
  /** Its entities are those that the answer may speak of. */
  view: ReaderView;
  /** Whether clusters could be read through the portal. */
  readsClusters: boolean;
}

export interface AnswerReadersOptions {
  authorizer: Authorizer;
  visibility: CallerVisibility;
}

/** Knows whether somebody may still see everything from which they were answered. */
export class AnswerReaders {
  readonly #options: AnswerReadersOptions;

  constructor(options: AnswerReadersOptions) {
    this.#options = options;
  }

  /**
   * @param entityRefs - those that an answer may speak of; the ones that the caller may not see are left out
   * @throws NotAllowedError without permission to read findings
   */
  async read(
    entityRefs: readonly string[],
    caller: Caller,
  ): Promise<AnswerReader> {
    const { authorizer, visibility } = this.#options;
    const [seen, readsClusters] = await Promise.all([
      visibility.of(caller, async () => [...new Set(entityRefs)]),
      authorizer.allows(kubernetesProxyPermission, caller),
    ]);
    return { view: viewOf(seen), readsClusters };
  }

  /**
   * Those of the given answers that rest on nothing that the caller may not see by now.
   *
   * @throws NotAllowedError without permission to read findings
   */
  async covered<Answer extends { reader?: AnswerReader }>(
    answers: readonly Answer[],
    caller: Caller,
  ): Promise<ReadonlySet<Answer>> {
    if (answers.length === 0) return new Set();
    const refs = answers.flatMap(each => each.reader?.view.entityRefs ?? []);
    const now = await this.read(refs, caller);
    return new Set(
      answers.filter(({ reader }) => reader && coversReader(now, reader)),
    );
  }
}

/** A reader of what is told again, beside what is told anew. */
export function withEarlier(
  reader: AnswerReader,
  earlier: readonly (AnswerReader | undefined)[],
): AnswerReader {
  const refs = earlier.flatMap(each => each?.view.entityRefs ?? []);
  return {
    view: withEntities(reader.view, refs),
    readsClusters:
      reader.readsClusters || earlier.some(each => each?.readsClusters),
  };
}

/** The view of somebody who is told of these entities too. */
export function withEntities(
  view: ReaderView,
  entityRefs: readonly string[],
): ReaderView {
  const all = new Set([...view.entityRefs, ...entityRefs]);
  return { ...view, entityRefs: [...all].sort() };
}

function coversReader(now: AnswerReader, then: AnswerReader): boolean {
  return (
    (now.readsClusters || !then.readsClusters) && covers(now.view, then.view)
  );
}
