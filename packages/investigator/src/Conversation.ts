import { Model, ModelAnswer, ModelMessage, ModelRequest } from './model/Model';
import { InvestigationStep } from './InvestigationStep';
import { Privacy } from './privacy/Privacy';
import { StreamUnmasker } from './privacy/StreamUnmasker';
import { addUsage, NO_USAGE, TotalUsage } from './usage';

export interface ConversationOptions {
  model: Model;
  privacy: Privacy;
  signal: AbortSignal;
  onText?(piece: string): void;
  onCall?(step: Extract<InvestigationStep, { type: 'modelCall' }>): void;
}

/** Characters of English and JSON that make a token, on the safe side. */
const CHARACTERS_PER_TOKEN = 3;

/** What is said between us and a model. Everything that we say is masked, and kept as it was sent. */
export class Conversation {
  readonly messages: ModelMessage[] = [];
  #usage = NO_USAGE;
  readonly #options: ConversationOptions;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** Of all calls so far. */
  get usage(): TotalUsage {
    return this.#usage;
  }

  say(role: 'system' | 'user', text: string): void {
    this.messages.push({ role, text: this.#options.privacy.mask(text) });
  }

  answerTool(callId: string, text: string): void {
    const masked = this.#options.privacy.mask(text);
    this.messages.push({ role: 'tool', callId, text: masked });
  }

  /** Whether the conversation takes up more than a part of what the model can hold. */
  fills(part: number): boolean {
    const characters = JSON.stringify(this.messages).length;
    const { contextTokens } = this.#options.model;
    return characters / CHARACTERS_PER_TOKEN > contextTokens * part;
  }

  /** Sends everything said so far, and keeps what the model answers. */
  async ask(request: Omit<ModelRequest, 'messages'>): Promise<ModelAnswer> {
    const { model, privacy, signal, onText, onCall } = this.#options;
    const sent = this.messages.length;
    const start = performance.now();
    const unmasker = new StreamUnmasker(privacy);
    const answer = await model.answer(
      { ...request, messages: [...this.messages] },
      {
        signal,
        onText: onText && (piece => onText(unmasker.add(piece))),
      },
    );
    onText?.(unmasker.end());
    const { text, toolCalls, usage, servedBy } = answer;
    this.#usage = addUsage(this.#usage, usage);
    this.messages.push({
      role: 'assistant',
      text,
      ...(toolCalls.length > 0 ? { toolCalls } : {}),
    });
    onCall?.({
      type: 'modelCall',
      model: model.name,
      servedBy,
      text: privacy.unmask(text),
      usage,
      duration: Math.round(performance.now() - start),
      sent,
    });
    return answer;
  }
}
