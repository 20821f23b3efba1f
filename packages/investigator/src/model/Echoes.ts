import { ToolCall } from './Model';

/** What came with the calls of one answer beside the calls themselves. */
export interface Echo {
  calls: readonly { id: string; extra: Readonly<Record<string, unknown>> }[];
  /** What the model thought before it called; empty where the server does not tell. */
  reasoning: string;
}

/** Answers of which it is kept; a run has some ten, and a handful of runs go on at a time. */
const MOST_KEPT = 500;

/**
 * What one server sent with calls of tools and may want to have back word for word with the next request: signatures of thoughts, as Gemini 3
 * demands (https://ai.google.dev/gemini-api/docs/thought-signatures), or the thoughts themselves, as DeepSeek does
 * (https://api-docs.deepseek.com/guides/thinking_mode). It means nothing to others, and is shown to nobody.
 */
export class Echoes {
  readonly #kept = new Map<string, Echo>();

  keep(echo: Echo): void {
    const [first] = echo.calls;
    if (!first) return;
    this.#kept.set(first.id, echo);
    for (const [oldest] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
  }

  /** What belongs to a message with these calls; nothing when another server made them. */
  of([first]: readonly ToolCall[]): Echo | undefined {
    return first && this.#kept.get(first.id);
  }
}
