import { ClusterView } from './cluster/ClusterView';
import { Conversation } from './Conversation';
import { IncidentCase } from './IncidentCase';
import { InvestigationLimits } from './InvestigationLimits';
import { InvestigationResult } from './InvestigationResult';
import { InvestigationStep } from './InvestigationStep';
import { EvidenceLedger } from './ledger/EvidenceLedger';
import { LedgerEntry } from './ledger/Fact';
import { askFor } from './model/askFor';
import { ModelChain } from './model/ModelChain';
import { Privacy } from './privacy/Privacy';
import { CONCLUDE, INSTRUCTIONS } from './prompt/instructions';
import { openingOf } from './prompt/openingOf';
import { tellOutcome } from './prompt/tellFacts';
import { clusterTools } from './tools';
import { Tool } from './tools/Tool';
import { RunTool, ToolBox } from './tools/ToolBox';
import { ModelTranscript } from './Transcript';
import { modelVerdictSchema } from './verdict/modelVerdictSchema';
import { Verdict } from './verdict/Verdict';
import { VerdictCheck } from './verdict/VerdictCheck';

export interface InvestigateOptions {
  incident: IncidentCase;
  view: ClusterView;
  /** Of which the next is asked when one gives no answer. */
  models: ModelChain;
  privacy: Privacy;
  /** Beside those that look at the cluster. */
  tools?: readonly Tool[];
  /** Runs each call of a tool that is not answered from the ledger. */
  runTool?: RunTool;
  limits?: Partial<InvestigationLimits>;
  /** Cancels the investigation; what it has seen by then is kept. */
  signal: AbortSignal;
  /** Hears each step when it is done, with what came into the ledger and into the transcript since the step before. */
  onStep?(step: InvestigationStep, news: InvestigationNews): void;
  /** Hears what is about to be sent to a model, as it is for that model; it is sent when this has kept it. Without it, steps tell of all that was said. */
  onSend?(said: readonly ModelTranscript[]): Promise<void>;
  /** Hears the model's words as it writes them, in clear. */
  onText?(piece: string): void;
  /** Hears that the words heard since the last step are void: the answer is begun anew. */
  onRestart?(): void;
}

/** What a step has added to what is kept of an investigation. */
export interface InvestigationNews {
  entered: readonly LedgerEntry[];
  said: readonly ModelTranscript[];
}

/** Of what a model can hold, the part that the conversation may fill before it has to conclude. */
const ROOM = 0.7;

/** One investigation under way. */
export class InvestigationRun {
  readonly #options: InvestigateOptions;
  readonly #limits: InvestigationLimits;
  readonly #signal: AbortSignal;
  readonly #ledger: EvidenceLedger;
  readonly #steps: InvestigationStep[] = [];
  readonly #conversation: Conversation;
  /** Entries of the ledger that were told of. */
  #told = 0;

  constructor(
    options: InvestigateOptions,
    limits: InvestigationLimits,
    timeout: AbortSignal,
  ) {
    this.#options = options;
    this.#limits = limits;
    this.#signal = AbortSignal.any([options.signal, timeout]);
    const { models, privacy, onSend, onText, onRestart } = options;
    this.#ledger = new EvidenceLedger({ privacy });
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

  async verdict(): Promise<Verdict> {
    const { incident, view, models, privacy } = this.#options;
    const [model] = models.models;
    const opening = openingOf(incident, this.#ledger, view.scope, privacy);
    this.#conversation.say('system', INSTRUCTIONS);
    this.#conversation.say('user', opening.text);
    this.#tell({
      type: 'started',
      model: model.name,
      facts: opening.facts.map(({ id }) => id),
    });
    if (model.callsTools) await this.#look();
    return this.#conclude();
  }

  end(
    step: Extract<
      InvestigationStep,
      { type: 'concluded' | 'cancelled' | 'failed' }
    >,
  ): InvestigationResult {
    this.#tell(step);
    return {
      outcome: step.type,
      ...(step.type === 'concluded' ? { verdict: step.verdict } : {}),
      steps: this.#steps,
      ledger: this.#ledger.entries(),
      transcript: this.#conversation.transcript.ofEach(),
      usage: this.#conversation.usage,
    };
  }

  /** Until the model has seen what it wants to see, or has had its share. */
  async #look() {
    const { tools = [], view, privacy, runTool } = this.#options;
    const box = new ToolBox({
      tools: [...clusterTools, ...tools],
      view,
      ledger: this.#ledger,
      privacy,
      runTool,
    });
    const declared = box.declarations();
    let left = this.#limits.toolCalls;
    for (let call = 1; call < this.#limits.modelCalls; call++) {
      const { toolCalls } = await this.#conversation.ask({ tools: declared });
      if (toolCalls.length === 0) return;
      for (const asked of toolCalls) {
        const isRoomLeft = left > 0 && !this.#conversation.fills(ROOM);
        const outcome = isRoomLeft
          ? await box.call(asked, this.#signal)
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
      if (left <= 0 || this.#conversation.fills(ROOM)) return;
    }
  }

  async #conclude(): Promise<Verdict> {
    const { incident } = this.#options;
    const check = new VerdictCheck({ incident, ledger: this.#ledger });
    this.#conversation.say('user', CONCLUDE);
    const { value } = await askFor(this.#conversation, {
      name: 'verdict',
      schema: modelVerdictSchema,
      corrections: this.#limits.corrections,
      check: written => check.problemsOf(written),
      onRejected: problems =>
        this.#tell({ type: 'rejected', problems: [...problems] }),
    });
    return check.settle(value);
  }

  #tell(step: InvestigationStep) {
    this.#steps.push(step);
    const entries = this.#ledger.entries();
    this.#options.onStep?.(step, {
      entered: entries.slice(this.#told),
      said: this.#conversation.transcript.news(),
    });
    this.#told = entries.length;
  }
}
