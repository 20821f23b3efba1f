import MiniSearch from 'minisearch';
import { Fact } from '../ledger/Fact';
import { Runbook, RunbookSection } from './Runbook';

/** A section and the runbook that it stands in. */
export interface ShelvedSection extends RunbookSection {
  runbook: string;
}

export interface ShelvedSections {
  sections: ShelvedSection[];
  /** Of the runbooks that could not be read. */
  unread: Fact[];
}

const MOST_SECTIONS = 3_000;

/** The runbooks of one investigation, each read once. */
export class RunbookShelf {
  readonly #runbooks: readonly Runbook[];
  readonly #read = new Map<Runbook, readonly RunbookSection[]>();

  constructor(runbooks: readonly Runbook[]) {
    this.#runbooks = runbooks;
  }

  titles(): string[] {
    return this.#runbooks.map(({ title }) => title);
  }

  /** The sections of all runbooks, or of those with a title. */
  async sections(
    options: { signal: AbortSignal },
    title?: string,
  ): Promise<ShelvedSections> {
    const asked = this.#runbooks.filter(
      each => title === undefined || each.title === title,
    );
    const read = await Promise.all(
      asked.map(each => this.#sectionsOf(each, options)),
    );
    options.signal.throwIfAborted();
    return {
      sections: read.flatMap(each => each.sections),
      unread: read.flatMap(each => each.unread),
    };
  }

  /** Those that are about what is asked for, the best first. */
  async search(
    query: string,
    options: { signal: AbortSignal },
  ): Promise<ShelvedSections> {
    const { sections, unread } = await this.sections(options);
    const index = new MiniSearch<ShelvedSection & { id: number }>({
      fields: ['heading', 'runbook', 'text'],
      searchOptions: {
        boost: { heading: 3, runbook: 2 },
        prefix: true,
        fuzzy: 0.15,
      },
    });
    index.addAll(sections.map((section, id) => ({ ...section, id })));
    return {
      sections: index.search(query).map(({ id }) => sections[id]),
      unread,
    };
  }

  async #sectionsOf(
    runbook: Runbook,
    options: { signal: AbortSignal },
  ): Promise<ShelvedSections> {
    const { title } = runbook;
    try {
      const known = this.#read.get(runbook) ?? (await runbook.read(options));
      this.#read.set(runbook, known);
      return {
        sections: known
          .slice(0, MOST_SECTIONS)
          .map(section => ({ ...section, runbook: title })),
        unread: [],
      };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return {
        sections: [],
        unread: [{ kind: 'unread', path: title, text: why }],
      };
    }
  }
}
