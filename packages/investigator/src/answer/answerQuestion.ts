import { ClusterAccess } from '../cluster/ClusterAccess';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { LedgerEntry } from '../ledger/Fact';
import { ModelRun, RunOptions, RunResult } from '../ModelRun';
import { answerRequest, ASK_INSTRUCTIONS } from '../prompt/askInstructions';
import { openingRoom } from '../prompt/openingOf';
import { openingOfQuestion } from '../prompt/openingOfQuestion';
import { DEFAULT_LIMITS } from '../RunLimits';
import { Tool } from '../tools/Tool';
import { ToolBox } from '../tools/ToolBox';
import { Answer } from './Answer';
import { AnswerCheck } from './AnswerCheck';
import { AnswerStep } from './AnswerStep';
import { citedInAnswer } from './citedInAnswer';
import { Exchange } from './Exchange';
import { IncidentLists } from './IncidentLists';
import { modelAnswerSchema, WrittenAnswer } from './modelAnswerSchema';
import { learnFromSubject } from './learnFromSubject';
import { QuestionSubject } from './QuestionSubject';
import { recentExchanges } from './recentExchanges';

export interface AnswerOptions<Listing> extends RunOptions<
  AnswerStep<Listing>
> {
  question: string;
  subject: QuestionSubject;
  /** Where the tools look; without it there are only the other ones. */
  cluster?: ClusterAccess;
  /** The moment as which the cluster is seen, such as that of a dump; the present unless given. */
  now?: Date;
  /** Beside those that look at the cluster. */
  tools?: readonly Tool[];
  /** Lets the model turn a question for a list of incidents into what a page shows. */
  incidents?: IncidentLists<Listing>;
  /** What was asked before in the same conversation, oldest first. */
  earlier?: readonly Exchange[];
  /** The number in the last id of the conversation's ledger, so that no id means two things. */
  lastNumber?: number;
}

/** What came of a question. */
export interface AnswerResult<Listing = unknown> extends RunResult<
  AnswerStep<Listing>
> {
  outcome: 'answered' | 'cancelled' | 'failed';
  /** Absent unless it was answered. */
  answer?: Answer<Listing>;
  /** The entries of the ledger that the answer cites or names. */
  evidence: LedgerEntry[];
}

/** Of what a model can hold, the part that earlier questions may take. */
const REMEMBERED = 0.2;

/**
 * Lets a model answer a question about an incident, an entity or a cluster with read-only tools, and holds what it says against what it saw.
 *
 * Never throws: what goes wrong is the outcome.
 */
export async function answerQuestion<Listing = unknown>(
  options: AnswerOptions<Listing>,
): Promise<AnswerResult<Listing>> {
  const { cluster, incidents, lastNumber, privacy, question, subject } =
    options;
  const [{ contextTokens }] = options.models.models;
  const { dropped, told: earlier } = recentExchanges(
    options.earlier ?? [],
    contextTokens * REMEMBERED,
  );
  const ledger = new EvidenceLedger({
    privacy,
    earlier: earlier.flatMap(({ evidence }) => evidence),
    lastNumber,
  });
  const run = new ModelRun<{ type: 'answered'; answer: Answer<Listing> }>(
    options,
    { ...DEFAULT_LIMITS, ...options.limits },
    ledger,
  );
  const result = await run.end(async () => {
    await learnFromSubject(options, run.signal);
    const asked = {
      question,
      subject,
      scope: cluster?.scope,
      earlier,
      dropped,
      room: openingRoom(run.model),
      now: options.now ?? new Date(),
    };
    run.open(ASK_INSTRUCTIONS, openingOfQuestion(asked, ledger, privacy));
    const { runTool, tools = [] } = options;
    const box = new ToolBox({ tools, cluster, ledger, privacy, runTool });
    const check = new AnswerCheck({ ledger });
    const written = await run.conclude<WrittenAnswer>(
      box,
      answerRequest(incidents !== undefined),
      {
        name: 'answer',
        schema: modelAnswerSchema(incidents?.schema),
        check: each => check.problemsOf(each),
      },
    );
    const listed =
      incidents && written.filter !== null
        ? await incidents.read(written.filter, { signal: run.signal })
        : undefined;
    return {
      type: 'answered',
      answer: {
        ...check.settle(written),
        ...(listed ? { incidents: listed } : {}),
      },
    };
  });
  return outcomeOf(result);
}

function outcomeOf<Listing>(
  result: RunResult<AnswerStep<Listing>>,
): AnswerResult<Listing> {
  const last = result.steps.at(-1);
  switch (last?.type) {
    case 'answered': {
      const { answer } = last;
      const cited = citedInAnswer(answer);
      const evidence = result.ledger.filter(({ id }) => cited.has(id));
      return { outcome: last.type, answer, evidence, ...result };
    }
    case 'cancelled':
      return { outcome: last.type, evidence: [], ...result };
    default:
      return { outcome: 'failed', evidence: [], ...result };
  }
}
