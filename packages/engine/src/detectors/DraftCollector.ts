import { AffectedObject } from '../findings/Finding';
import { FamilyDraft } from './detectorFamily';

/** Joins drafts about one subject and cause into one, with everything that is affected inside. The first draft's words and evidence stay. */
export class DraftCollector {
  readonly #drafts = new Map<
    string,
    FamilyDraft & { affected: AffectedObject[] }
  >();

  add(draft: FamilyDraft): void {
    const { detector, subject, key = '' } = draft;
    const { kind, namespace = '', name } = subject;
    const identity = JSON.stringify([detector, kind, namespace, name, key]);
    const known = this.#drafts.get(identity);
    if (!known) {
      const affected = [...(draft.affected ?? [])];
      this.#drafts.set(identity, { ...draft, affected });
    } else known.affected.push(...(draft.affected ?? []));
  }

  /** In the order in which their first part was added. */
  drafts(): FamilyDraft[] {
    return [...this.#drafts.values()];
  }
}
