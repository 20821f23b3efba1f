import {
  JsonSchema,
  Model,
  ModelMessage,
  ModelRequest,
  ToolDeclaration,
} from './model/Model';

/** What was sent or answered, in the order in which it was. */
export type TranscriptEntry =
  | ModelMessage
  /** What the model could call from here on; none when it was no longer given any. */
  | { role: 'tools'; tools: readonly ToolDeclaration[] }
  /** The form in which the model was asked to answer what stands before. */
  | { role: 'schema'; name: string; schema: JsonSchema };

/** What passed between us and one model, word for word: with pseudonyms in place of what it may not read. */
export interface ModelTranscript {
  model: string;
  messages: readonly TranscriptEntry[];
}

/** What has passed between us and one model. */
interface Passed {
  entries: TranscriptEntry[];
  /** Entries that were told of. */
  told: number;
  /** Messages of the last request and its answer. */
  messages: number;
  /** JSON of what went with the last request. */
  tools: string;
  schema: string;
}

const NO_TOOLS = '[]';

/** Keeps what each model was sent and what it answered. */
export class Transcript {
  readonly #byModel = new Map<string, Passed>();

  /** Everything that a request holds. What an earlier one held is in it again and told once. */
  sent(
    { name, callsTools }: Pick<Model, 'name' | 'callsTools'>,
    { answer, messages, tools = [] }: ModelRequest,
  ): void {
    const passed = this.#passed(name);
    const given = callsTools ? tools : [];
    const [toolsNow, schemaNow] = [given, answer].map(each =>
      JSON.stringify(each ?? null),
    );
    if (toolsNow !== passed.tools)
      passed.entries.push({ role: 'tools', tools: given });
    passed.entries.push(...messages.slice(passed.messages).map(withoutEcho));
    if (answer && schemaNow !== passed.schema)
      passed.entries.push({ role: 'schema', ...answer });
    passed.messages = messages.length;
    passed.tools = toolsNow;
    passed.schema = schemaNow;
  }

  answered(model: string, message: ModelMessage): void {
    const passed = this.#passed(model);
    passed.entries.push(message);
    passed.messages += 1;
  }

  /** What has passed since this was last asked for; models with which nothing has are left out. */
  news(): ModelTranscript[] {
    return [...this.#byModel].flatMap(([model, passed]) => {
      const messages = passed.entries.slice(passed.told);
      passed.told = passed.entries.length;
      return messages.length > 0 ? [{ model, messages }] : [];
    });
  }

  /** In the order in which the models were first asked. */
  ofEach(): ModelTranscript[] {
    return [...this.#byModel].map(([model, { entries }]) => ({
      model,
      messages: entries,
    }));
  }

  #passed(model: string): Passed {
    const known = this.#byModel.get(model);
    if (known) return known;
    const passed = {
      entries: [],
      told: 0,
      messages: 0,
      tools: NO_TOOLS,
      schema: '',
    };
    this.#byModel.set(model, passed);
    return passed;
  }
}

/** What a server sent for itself alone tells nobody anything. */
function withoutEcho(message: ModelMessage): ModelMessage {
  if (message.role !== 'assistant') return message;
  const { echo: _, ...said } = message;
  return said;
}
