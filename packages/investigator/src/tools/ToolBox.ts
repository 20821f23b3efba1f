import { z } from 'zod';
import { ClusterAccess } from '../cluster/ClusterAccess';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { LedgerEntry } from '../ledger/Fact';
import { ToolCall, ToolDeclaration } from '../model/Model';
import { strictJsonSchema } from '../model/strictJsonSchema';
import { withNulls } from '../model/withNulls';
import { learnFromObjects } from '../privacy/learnFromObjects';
import { Privacy } from '../privacy/Privacy';
import { factsWithRoom } from './factsWithRoom';
import { clusterTools } from './index';
import { ClusterTool, Tool, ToolContext, ToolResult } from './Tool';

/** What came of one call. */
export interface ToolOutcome {
  tool: string;
  /** As understood, or as written when they could not be. */
  arguments: unknown;
  facts: readonly LedgerEntry[];
  cut?: string;
  note?: string;
  problem?: string;
  repeated: boolean;
}

/** Runs one call of a tool and answers, or throws, as it does: such as in a span of a trace. */
export type RunTool = <T>(
  call: Pick<ToolCall, 'id' | 'name'>,
  run: () => Promise<T>,
) => Promise<T>;

export interface ToolBoxOptions {
  tools: readonly Tool[];
  /** With it come the tools that look at it. */
  cluster?: ClusterAccess;
  ledger: EvidenceLedger;
  privacy: Pick<
    Privacy,
    'withoutCredentials' | 'hideCredentials' | 'learnFrom'
  >;
  /** Runs what is not answered from the ledger. */
  runTool?: RunTool;
}

/** Milliseconds for one call. */
const TIME_LIMIT = 20_000;

const runUntold: RunTool = (_, run) => run();

/** A tool that has all it needs. */
interface ReadyTool extends ToolDeclaration {
  schema: z.ZodType;
  run(asked: unknown, signal: AbortSignal): Promise<ToolResult>;
}

/** The tools of one run: checks what a model asks for, enters in the ledger what it is told, which alone can be cited, and does nothing twice. */
export class ToolBox {
  readonly #tools: ReadonlyMap<string, ReadyTool>;
  readonly #options: ToolBoxOptions;
  readonly #answered = new Map<string, ToolOutcome>();

  constructor(options: ToolBoxOptions) {
    this.#options = options;
    const { cluster, tools } = options;
    const ready = [
      ...(cluster
        ? clusterTools.map(tool => this.#onCluster(tool, cluster))
        : []),
      ...tools.map(tool => this.#ready(tool)),
    ];
    this.#tools = new Map(ready.map(tool => [tool.name, tool]));
  }

  declarations(): ToolDeclaration[] {
    return [...this.#tools.values()].map(
      ({ name, description, parameters }) => ({
        name,
        description,
        parameters,
      }),
    );
  }

  /**
   * Carries out one call. What goes wrong is an outcome; only the caller's abort is thrown.
   *
   * @param room - tokens that the facts may take; no limit but the box's own unless given
   */
  async call(
    { id, name, arguments: written }: ToolCall,
    signal: AbortSignal,
    room = Infinity,
  ): Promise<ToolOutcome> {
    const nothing = {
      tool: name,
      arguments: written as unknown,
      facts: [],
      repeated: false,
    };
    const tool = this.#tools.get(name);
    if (!tool)
      return {
        ...nothing,
        problem: `There is no such tool; there are ${[...this.#tools.keys()].join(', ')}`,
      };
    const read = this.#read(tool, written);
    if ('problem' in read) return { ...nothing, problem: read.problem };
    const key = JSON.stringify([name, read.asked]);
    const known = this.#answered.get(key);
    if (known) return { ...known, repeated: true };
    const asked = { ...nothing, arguments: read.asked };
    try {
      const { runTool = runUntold } = this.#options;
      const { cut, note, ...brought } = await runTool({ id, name }, () =>
        tool.run(read.asked, signal),
      );
      const told = factsWithRoom(brought, room);
      const left = brought.facts.length - told.length;
      if (left > 0 && told.length === 0)
        return { ...asked, problem: describeLackOfRoom(left) };
      const entered = told.map(fact => this.#options.ledger.enter(fact));
      const leftOut = [
        ...(left > 0 ? [`${left} more facts; ask for less at a time`] : []),
        ...(cut ? [cut] : []),
      ];
      const outcome = {
        ...asked,
        facts: entered,
        ...(leftOut.length > 0 ? { cut: leftOut.join('; ') } : {}),
        ...(note ? { note } : {}),
      };
      this.#answered.set(key, outcome);
      return outcome;
    } catch (error) {
      signal.throwIfAborted();
      const problem = this.#options.privacy.hideCredentials(
        describeError(error),
      );
      return { ...asked, problem };
    }
  }

  #ready(tool: Tool): ReadyTool {
    return {
      ...declared(tool),
      run: (asked, signal) => tool.run(asked, this.#contextFor(signal)),
    };
  }

  /** Reading the cluster takes as long as it takes: only what is looked up in it then is limited. */
  #onCluster(tool: ClusterTool, cluster: ClusterAccess): ReadyTool {
    return {
      ...declared(tool),
      run: async (asked, signal) => {
        const view = await cluster.read({ signal });
        const brought = await tool.run(asked, {
          ...view,
          ...this.#contextFor(signal),
        });
        const told = brought.facts.flatMap(({ about }) => about ?? []);
        learnFromObjects(told, view, this.#options.privacy);
        return brought;
      },
    };
  }

  #contextFor(signal: AbortSignal): ToolContext {
    return {
      privacy: this.#options.privacy,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT)]),
    };
  }

  #read(
    tool: ReadyTool,
    written: string,
  ): { asked: unknown } | { problem: string } {
    let json: unknown;
    try {
      json = JSON.parse(written || '{}');
    } catch {
      return { problem: 'The arguments are not JSON' };
    }
    const parsed = tool.schema.safeParse(withNulls(tool.parameters, json));
    return parsed.success
      ? { asked: parsed.data }
      : { problem: problemsIn(parsed.error) };
  }
}

function declared({ name, description, schema }: Tool | ClusterTool) {
  return { name, description, schema, parameters: strictJsonSchema(schema) };
}

/** In one line: names that the model invented are told as JSON, so that nothing in them looks like a line of its own. */
function problemsIn({ issues }: z.ZodError) {
  return issues
    .map(({ path, message }) =>
      JSON.stringify([path.join('.'), message].filter(Boolean).join(': ')),
    )
    .join('; ');
}

function describeLackOfRoom(facts: number) {
  return `There is no room left for any of the ${facts} facts that it brought: ask for less, such as fewer lines, or conclude with what you have seen`;
}

function describeError(error: unknown) {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `No answer within ${TIME_LIMIT / 1_000} s`;
  return error instanceof Error ? error.message : String(error);
}
