import { Fact } from '../ledger/Fact';
import { ToolResult } from './Tool';

export interface TellFirstOptions<T> {
  factOf(thing: T): Fact;
  /** What those are that are left out, such as `older events`. */
  rest: string;
  /** What is told when there are none. */
  nothing?: string;
}

/** What a tool brings of things that may be many: the first ones, and how many are left out. */
export function tellFirst<T>(
  most: number,
  things: readonly T[],
  { factOf, nothing, rest }: TellFirstOptions<T>,
): ToolResult {
  const left = things.length - most;
  return {
    facts: things.slice(0, most).map(factOf),
    ...(left > 0 ? { cut: `${left} ${rest}` } : {}),
    ...(things.length === 0 && nothing ? { note: nothing } : {}),
  };
}
