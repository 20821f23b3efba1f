import { Conversation } from './Conversation';
import { EvidenceLedger } from './ledger/EvidenceLedger';
import { LedgerEntry } from './ledger/Fact';
import { askFor, AskForOptions, unaskedValue } from './model/askFor';
import {
  Model,
  ModelAnswer,
  ModelRequest,
  ToolDeclaration,
} from './model/Model';
import { ModelChain } from './model/ModelChain';
import { strictJsonSchema } from './model/strictJsonSchema';
import { estimateTokens } from './model/tokenUsage';
import { Privacy } from './privacy/Privacy';
import { tellOutcome } from './prompt/tellFacts';
import { failureOf } from './failureOf';
import { RunLimits } from './RunLimits';
import { RunStep } from './RunStep';
import { RunTool, ToolBox } from './tools/ToolBox';
import { ModelTranscript } from './Transcript';
import { TotalUsage } from './usage';

/** What every run of a model needs, whatever it is asked for. */
export interface RunOptions<Step> {
  /** Of which the next is asked when one gives no answer. */
  models: ModelChain;
  privacy: Privacy;
  /** Runs each call of a tool that is not answered from the ledger. */
  runTool?: RunTool;
  limits?: Partial<RunLimits>;
  /** Cancels the run; what it has seen by then is kept. */
  signal: AbortSignal;
  /** Hears each step when it is done, with what came into the ledger and into the transcript since the step before. */
  onStep?(step: Step, news: RunNews): void;
  /** Hears what is about to be sent to a model, as it is for that model; it is sent when this has kept it. Without it, steps tell of all that was said. */
  onSend?(said: readonly ModelTranscript[]): Promise<void>;
  /** Hears the model's words as it writes them, in clear, but for what it concludes. */
  onText?(piece: string): void;
  /** Hears that the words heard since the last step are void: the answer is begun anew. */
  onRestart?(): void;
}

/** What a step has added to what is kept of a run. */
export interface RunNews {
  entered: readonly LedgerEntry[];
  said: readonly ModelTranscript[];
}

/** What came of a run, beside what it was for. */
export interface RunResult<Step> {
  steps: Step[];
  /** Everything that was seen, in clear but for credentials. */
  ledger: LedgerEntry[];
  /** What each model was sent and what it answered, word for word. */
  transcript: ModelTranscript[];
  /** Of all calls together. */
  usage: TotalUsage;
}

/** Of what a model can hold, the part that the conversation may fill before it has to conclude. */
const ROOM = 0.7;

/** In tokens: of an answer that calls tools, of a conclusion, of what stands around the facts that a tool brings, and of facts that are worth a look. */
const TURN = 500;
const CONCLUSION = 1_500;
const AROUND_FACTS = 80;
const SMALLEST_LOOK = 200;

/** With what a run is asked to conclude. */
interface ConclusionRequest {
  request: string;
  answer: NonNullable<ModelRequest['answer']>;
}

/**
 * One run of a model that looks around with tools and then concludes: what investigations and answers have in common.
 *
 * @typeParam Conclusion - the step with which it ends well
 */
export class ModelRun<Conclusion extends { type: string }> {
  readonly #options: RunOptions<RunStep | Conclusion>;
  readonly #limits: RunLimits;
  readonly #timeout: AbortSignal;
  readonly #signal: AbortSignal;
  readonly #ledger: EvidenceLedger;
  readonly #steps: (RunStep | Conclusion)[] = [];
  readonly #conversation: Conversation;
  /** Entries of the ledger that were told of. */
  #told = 0;

  constructor(
    options: RunOptions<RunStep | Conclusion>,
    limits: RunLimits,
    ledger: EvidenceLedger,
  ) {
    const { models, privacy, onSend, onText, onRestart } = options;
    this.#options = options;
    this.#limits = limits;
    this.#ledger = ledger;
    this.#timeout = AbortSignal.timeout(limits.duration);
    this.#signal = AbortSignal.any([options.signal, this.#timeout]);
    this.#conversation = new Conversation({
      models,
      privacy,
      signal: this.#signal,
      onSend,
      onText,
      onRestart,
      onCall: step => this.#tell(step),
    });
  }

  /** Aborts when it is cancelled and when its time is over. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  /** The one that is asked first. */
  get model(): Model {
    return this.#options.models.models[0];
  }

  /** Tells the model what it is to do and what is known. */
  open(
    instructions: string,
    { facts, text }: { facts: readonly LedgerEntry[]; text: string },
  ): void {
    this.#conversation.say('system', instructions);
    this.#conversation.say('user', text);
    this.#tell({
      type: 'started',
      model: this.model.name,
      facts: facts.map(({ id }) => id),
    });
  }

  /**
   * Lets the model look around with tools, and then asks for what the run is for.
   *
   * @throws ModelError `malformed` when nothing of the right shape came, `tooLong` when there was no room for it
   */
  async conclude<T>(
    box: ToolBox,
    request: string,
    options: Pick<AskForOptions<T>, 'name' | 'schema' | 'check'>,
  ): Promise<T> {
    const { name, schema } = options;
    const answer = { name, schema: strictJsonSchema(schema) };
    const last = await this.#look(box, { request, answer });
    const early = last && unaskedValue(last, options);
    if (early) return early;
    this.#conversation.say('user', request);
    const { value } = await askFor(this.#conversation, {
      ...options,
      corrections: this.#limits.corrections,
      onRejected: problems =>
        this.#tell({ type: 'rejected', problems: [...problems] }),
    });
    return value;
  }

  /**
   * Until the model has seen what it wants to see, or has had its share. One that cannot call tools sees nothing.
   *
   * @returns what it said when it had seen enough
   */
  async #look(
    box: ToolBox,
    conclusion: ConclusionRequest,
  ): Promise<ModelAnswer | undefined> {
    if (!this.model.callsTools) return undefined;
    const tools = box.declarations();
    const room = () => this.#roomToLook(tools, conclusion);
    let left = this.#limits.toolCalls;
    let hasLooked = false;
    for (let call = 1; call < this.#limits.modelCalls; call++) {
      if (left <= 0 || room() < SMALLEST_LOOK) return undefined;
      const answer = await this.#conversation.ask({
        tools,
        maximumOutputTokens: TURN + room(),
      });
      if (answer.toolCalls.length === 0) {
        const named = tools.find(({ name }) => answer.text.includes(name));
        if (hasLooked || !named) return answer;
        hasLooked = true;
        this.#conversation.say('user', notCalled(named.name));
        continue;
      }
      hasLooked = true;
      for (const asked of answer.toolCalls) {
        const isRoomLeft = left > 0 && room() >= SMALLEST_LOOK;
        const outcome = isRoomLeft
          ? await box.call(asked, this.#signal, room() - AROUND_FACTS)
          : {
              tool: asked.name,
              arguments: asked.arguments,
              facts: [],
              repeated: false,
              problem: 'No room is left: conclude with what you have seen',
            };
        left -= 1;
        this.#conversation.answerTool(asked.id, tellOutcome(outcome));
        const { facts, note, ...step } = outcome;
        this.#tell({
          type: 'toolCall',
          ...step,
          facts: facts.map(({ id }) => id),
        });
      }
    }
    return undefined;
  }

  /** Tokens that tools may bring so that the model can still call one, and then conclude. */
  #roomToLook(
    tools: readonly ToolDeclaration[],
    { answer, request }: ConclusionRequest,
  ): number {
    const conversation = this.#conversation;
    const conclusion = { answer, maximumOutputTokens: CONCLUSION };
    return Math.min(
      this.model.contextTokens * ROOM - conversation.tokens,
      conversation.roomBefore({ tools, maximumOutputTokens: TURN }),
      conversation.roomBefore(conclusion) - estimateTokens(request),
    );
  }

  /** Does the work of the run to its end. Never throws: what goes wrong is its last step. */
  async end(
    work: () => Promise<Conclusion>,
  ): Promise<RunResult<RunStep | Conclusion>> {
    this.#tell(await this.#lastStep(work));
    return {
      steps: this.#steps,
      ledger: this.#ledger.entries(),
      transcript: this.#conversation.transcript.ofEach(),
      usage: this.#conversation.usage,
    };
  }

  async #lastStep(
    work: () => Promise<Conclusion>,
  ): Promise<RunStep | Conclusion> {
    try {
      return await work();
    } catch (error) {
      if (this.#options.signal.aborted) return { type: 'cancelled' };
      const isLate = this.#timeout.aborted;
      return { type: 'failed', ...failureOf(error, isLate, this.#limits) };
    }
  }

  #tell(step: RunStep | Conclusion) {
    this.#steps.push(step);
    const entered = this.#ledger.entered();
    this.#options.onStep?.(step, {
      entered: entered.slice(this.#told),
      said: this.#conversation.transcript.news(),
    });
    this.#told = entered.length;
  }
}

/** Said once to a model that speaks of a tool and has called none. */
function notCalled(tool: string): string {
  return `That was no call of a tool, so nothing was read. Call ${tool} as a tool, or write one line {"name":"${tool}","arguments":{…}} and nothing else. If you have seen enough, say so without naming a tool.`;
}
