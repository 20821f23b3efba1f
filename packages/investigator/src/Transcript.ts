import { ModelMessage } from './model/Model';

/** What passed between us and one model, word for word: with pseudonyms in place of what it may not read. */
export interface ModelTranscript {
  model: string;
  messages: readonly ModelMessage[];
}

/** Keeps what each model was sent and what it answered. */
export class Transcript {
  readonly #byModel = new Map<string, readonly ModelMessage[]>();

  /** Everything that a request holds; what was sent before is in it again. */
  sent(model: string, messages: readonly ModelMessage[]): void {
    this.#byModel.set(model, messages);
  }

  answered(model: string, message: ModelMessage): void {
    this.#byModel.set(model, [...(this.#byModel.get(model) ?? []), message]);
  }

  /** In the order in which the models were first asked. */
  ofEach(): ModelTranscript[] {
    return [...this.#byModel].map(([model, messages]) => ({ model, messages }));
  }
}
