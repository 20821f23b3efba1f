import { ClusterToolContext, ToolResult } from './Tool';

/** Says how many things are left out because they are outside of what may be looked at, beside what else is to be known. */
export function outOfScope(
  left: number,
  note: string | undefined,
  { scope }: Pick<ClusterToolContext, 'scope'>,
): Pick<ToolResult, 'note'> {
  if (left <= 0) return note ? { note } : {};
  const told = `${left} more ${left === 1 ? 'is' : 'are'} outside of what may be looked at here: ${scope.describe()}.`;
  return { note: note ? `${note} ${told}` : told };
}
