/** A tool with what it was asked, on one line: `list_objects kind=Pod namespace=shop`. What was left out is not told. */
export function toolCallText(call: {
  tool: string;
  arguments?: unknown;
}): string {
  const { tool, arguments: given } = call;
  if (typeof given !== 'object' || given === null)
    return given ? `${tool} ${given}` : tool;
  const told = Object.entries(given)
    .filter(([, value]) => value !== null && value !== false)
    .map(([name, value]) =>
      typeof value === 'string'
        ? `${name}=${value}`
        : `${name}=${JSON.stringify(value)}`,
    );
  return [tool, ...told].join(' ');
}
