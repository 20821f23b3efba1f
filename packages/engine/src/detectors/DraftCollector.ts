import { FamilyDraft } from './detectorFamily';

/** Joins drafts about one subject and cause into one, with everything that is affected inside. The first draft's words and evidence stay. */
export class DraftCollector {
  readonly #drafts = new Map<string, FamilyDraft>();

  add(draft: FamilyDraft): void {
    const { detector, subject, key = '' } = draft;
    const { kind, namespace = '', name } = subject;
    const identity = JSON.stringify([detector, kind, namespace, name, key]);
    const known = this.#drafts.get(identity);
    if (!known) this.#drafts.set(identity, { ...draft });
    else {
      known.affected = [...(known.affected ?? []), ...(draft.affected ?? [])];
    }
  }

  /** In the order in which their first part was added. */
  drafts(): FamilyDraft[] {
    return [...this.#drafts.values()];
  }
}
