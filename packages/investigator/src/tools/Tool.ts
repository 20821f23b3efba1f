import { z } from 'zod';
import { ClusterView } from '../cluster/ClusterView';
import { Fact } from '../ledger/Fact';
import { Privacy } from '../privacy/Privacy';

/** What a tool brought. */
export interface ToolResult {
  facts: readonly Fact[];
  /** What was left out and how to get at it, when not everything is told. */
  cut?: string;
  /** Why there is nothing, or what else is to be known. */
  note?: string;
}

export interface ToolContext extends ClusterView {
  privacy: Pick<Privacy, 'withoutCredentials' | 'hideCredentials'>;
  signal: AbortSignal;
}

/**
 * Something that a model may do: it reads and never writes.
 *
 * Arguments are checked against the schema before it runs. What it throws is told to the model as the reason why there is nothing.
 */
export interface Tool<Arguments = unknown> {
  /** Of `a-z` and `_`. */
  readonly name: string;
  readonly description: string;
  /** An object in which everything is required, with null for what is left out. */
  readonly schema: z.ZodType<Arguments>;
  run(asked: Arguments, context: ToolContext): Promise<ToolResult>;
}

/** Lets a tool be listed with others whatever its arguments are. */
export function defineTool<Arguments>(tool: Tool<Arguments>): Tool {
  const { name, description, schema } = tool;
  return {
    name,
    description,
    schema,
    run: (asked, context) => tool.run(schema.parse(asked), context),
  };
}
