import { ModelMessage } from './model/Model';

/** What passed between us and one model, word for word: with pseudonyms in place of what it may not read. */
export interface ModelTranscript {
  model: string;
  messages: readonly ModelMessage[];
}

/** Keeps what each model was sent and what it answered. */
export class Transcript {
  readonly #byModel = new Map<string, readonly ModelMessage[]>();
  readonly #told = new Map<string, number>();

  /** Everything that a request holds; what was sent before is in it again. */
  sent(model: string, messages: readonly ModelMessage[]): void {
    this.#byModel.set(model, messages);
  }

  answered(model: string, message: ModelMessage): void {
    this.#byModel.set(model, [...(this.#byModel.get(model) ?? []), message]);
  }

  /** What has passed since this was last asked for; models with which nothing has are left out. */
  news(): ModelTranscript[] {
    const news = this.ofEach().map(({ model, messages }) => ({
      model,
      messages: messages.slice(this.#told.get(model) ?? 0),
    }));
    for (const { model, messages } of this.ofEach())
      this.#told.set(model, messages.length);
    return news.filter(({ messages }) => messages.length > 0);
  }

  /** In the order in which the models were first asked. */
  ofEach(): ModelTranscript[] {
    return [...this.#byModel].map(([model, messages]) => ({ model, messages }));
  }
}
