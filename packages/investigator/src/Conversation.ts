import { RunStep } from './RunStep';
import { ModelAnswer, ModelMessage, ModelRequest } from './model/Model';
import { ModelChain } from './model/ModelChain';
import { estimateInputTokens, estimateTokens } from './model/tokenUsage';
import { withOutputRoom } from './model/withOutputRoom';
import { MaskedMessages } from './privacy/MaskedMessages';
import { maskDeclarations } from './privacy/maskDeclarations';
import { Mask, Privacy } from './privacy/Privacy';
import { StreamUnmasker } from './privacy/StreamUnmasker';
import { unmaskText } from './privacy/unmaskText';
import { ModelTranscript, Transcript } from './Transcript';
import { addUsage, NO_USAGE, TotalUsage } from './usage';

export interface ConversationOptions {
  models: ModelChain;
  privacy: Pick<Privacy, 'maskFor'>;
  signal: AbortSignal;
  /** Hears the model's words as it writes them, in clear; nothing of an answer in a form, which is not known to be one before it is checked. */
  onText?(piece: string): void;
  /** Hears that the words heard since the last call are void. */
  onRestart?(): void;
  /** Hears what is about to be sent, which waits for it to be kept. */
  onSend?(said: readonly ModelTranscript[]): Promise<void>;
  onCall?(step: Extract<RunStep, { type: 'modelCall' }>): void;
}

/**
 * What is said between us and the models: the border that nothing private crosses. What is said here is in clear; each model is sent, and said, what it may read.
 */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #said: ModelMessage[] = [];
  #tokens = 0;
  readonly #masked = new MaskedMessages();
  readonly #transcript = new Transcript();
  #usage = NO_USAGE;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** Of all requests so far, failed ones included. */
  get usage(): TotalUsage {
    return this.#usage;
  }

  /** Word for word what each model was sent and answered. */
  get transcript(): Transcript {
    return this.#transcript;
  }

  say(role: 'system' | 'user', text: string): void {
    this.#keep({ role, text });
  }

  answerTool(callId: string, text: string): void {
    this.#keep({ role: 'tool', callId, text });
  }

  /** Tokens that everything said so far takes, about. */
  get tokens(): number {
    return this.#tokens;
  }

  /** Tokens that may still be said before the first of the models is asked this, and gives as long an answer as is asked for. */
  roomBefore(
    request: Omit<ModelRequest, 'messages'> & { maximumOutputTokens: number },
  ): number {
    const [{ contextTokens }] = this.#options.models.models;
    const { maximumOutputTokens, ...asked } = request;
    const taken = estimateInputTokens({ ...asked, messages: [] });
    return contextTokens - this.#tokens - taken - maximumOutputTokens;
  }

  /**
   * Sends everything said so far, and keeps what the model answers; the answer is in clear.
   *
   * @throws ModelError when no model answers, `tooLong` without asking one that has no room for it
   */
  async ask(request: Omit<ModelRequest, 'messages'>): Promise<ModelAnswer> {
    const { models, privacy, signal, onCall, onSend } = this.#options;
    const start = performance.now();
    const ear = this.#ear(request.answer === undefined);
    const masked = await models.answer(async model => {
      const mask = privacy.maskFor(model);
      ear.listen(mask);
      const messages = this.#said.map(each =>
        withEchoOf(model.name, this.#masked.of(each, mask)),
      );
      const sent = withOutputRoom(
        { ...request, ...maskDeclarations(request, mask), messages },
        model,
      );
      this.#transcript.sent(model, sent);
      await onSend?.(this.#transcript.news());
      signal.throwIfAborted();
      return sent;
    }, ear.options);
    ear.end();
    const { model, ...answer } = masked;
    const mask = privacy.maskFor(model);
    this.#transcript.answered(model.name, messageOf(answer));
    const clear = {
      ...answer,
      text: unmaskText(answer.text, mask),
      toolCalls: answer.toolCalls.map(each => ({
        ...each,
        arguments: unmaskText(each.arguments, mask),
      })),
    };
    const { echo } = answer;
    this.#keep({ ...messageOf(clear), ...(echo ? { echo } : {}) });
    onCall?.({
      type: 'modelCall',
      model: model.name,
      servedBy: answer.servedBy,
      text: clear.text,
      usage: answer.usage,
      duration: Math.round(performance.now() - start),
    });
    return clear;
  }

  #keep(message: ModelMessage): void {
    this.#said.push(message);
    this.#tokens += estimateTokens(JSON.stringify(message));
  }

  /** Hears a model write, and gives names back as it goes. */
  #ear(isOpen: boolean) {
    const { signal, onRestart } = this.#options;
    const onText = isOpen ? this.#options.onText : undefined;
    let unmasker: StreamUnmasker | undefined;
    return {
      listen(mask: Mask) {
        unmasker = new StreamUnmasker(mask);
      },
      end() {
        const left = unmasker?.end();
        if (left) onText?.(left);
      },
      options: {
        signal,
        onText: (piece: string) => onText?.(unmasker?.add(piece) ?? piece),
        onRestart: () => {
          unmasker?.end();
          onRestart?.();
        },
        onUsage: (usage: ModelAnswer['usage']) => {
          this.#usage = addUsage(this.#usage, usage);
        },
      },
    };
  }
}

/** What goes to a model: what the server of another sent with its calls stays away. */
function withEchoOf(model: string, message: ModelMessage): ModelMessage {
  if (message.role !== 'assistant' || message.echo?.model === model)
    return message;
  const { echo: _, ...others } = message;
  return others;
}

function messageOf({
  text,
  toolCalls,
}: Pick<ModelAnswer, 'text' | 'toolCalls'>) {
  return {
    role: 'assistant' as const,
    text,
    ...(toolCalls.length > 0 ? { toolCalls } : {}),
  };
}
