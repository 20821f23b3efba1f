/**
 * The JSON value in a model's text. Models without structured output put it in a code fence, write about it, or think aloud before.
 *
 * @returns undefined when there is none
 */
export function readJson(text: string): { value: unknown } | undefined {
  const spoken = text.replace(/^\s*<think>[\s\S]*?<\/think>/, '');
  const fenced = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/.exec(spoken)?.[1];
  const inBraces = spoken.slice(
    spoken.indexOf('{'),
    spoken.lastIndexOf('}') + 1,
  );
  return [spoken, fenced, inBraces]
    .map(candidate => parse(candidate))
    .find(parsed => parsed !== undefined);
}

function parse(text: string | undefined): { value: unknown } | undefined {
  try {
    return text === undefined ? undefined : { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
