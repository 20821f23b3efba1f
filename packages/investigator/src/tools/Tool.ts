import { z } from 'zod';
import { ClusterView } from '../cluster/ClusterView';
import { Fact } from '../ledger/Fact';
import { Privacy } from '../privacy/Privacy';

/** What a tool brought. */
export interface ToolResult {
  facts: readonly Fact[];
  /** Which facts are told when there is no room for all: the `first` unless given, or the `last`, such as the newest lines of a log. */
  keeps?: 'first' | 'last';
  /** What was left out and how to get at it, when not everything is told. */
  cut?: string;
  /** Why there is nothing, or what else is to be known. */
  note?: string;
}

export interface ToolContext {
  privacy: Pick<Privacy, 'withoutCredentials' | 'hideCredentials'>;
  signal: AbortSignal;
}

/** For tools that look at the cluster. */
export interface ClusterToolContext extends ToolContext, ClusterView {}

/**
 * Something that a model may do: it reads and never writes.
 *
 * Arguments are checked against the schema before it runs. What it throws is told to the model as the reason why there is nothing.
 */
export interface Tool<Arguments = unknown, Context = ToolContext> {
  /** Of `a-z` and `_`. */
  readonly name: string;
  readonly description: string;
  /** An object in which everything is required, with null for what is left out. */
  readonly schema: z.ZodType<Arguments>;
  run(asked: Arguments, context: Context): Promise<ToolResult>;
}

/** A tool that looks at the cluster. */
export type ClusterTool = Tool<unknown, ClusterToolContext>;

/** Lets a tool be listed with others whatever its arguments are. */
export function defineTool<Arguments>(tool: Tool<Arguments>): Tool {
  return withParsedArguments(tool);
}

/** The same for a tool that looks at the cluster. */
export function defineClusterTool<Arguments>(
  tool: Tool<Arguments, ClusterToolContext>,
): ClusterTool {
  return withParsedArguments(tool);
}

function withParsedArguments<Arguments, Context>(
  tool: Tool<Arguments, Context>,
): Tool<unknown, Context> {
  const { name, description, schema } = tool;
  return {
    name,
    description,
    schema,
    run: (asked, context) => tool.run(schema.parse(asked), context),
  };
}
