import { Written } from './Turn';

/** The text in pieces, as a model writes it token by token. */
export function piecesOf(text: string): string[] {
  return text.match(/\s*\S{1,12}|\s+$/g) ?? [];
}

/** The arguments of a call as the model writes them. */
export function argumentsText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** About as many tokens as a text has. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** The tokens that the turn takes, as the server counts them; absent when it does not. */
export function usageOf(
  written: Written,
  inputTokens: number,
): { input: number; output: number; cached: number } | undefined {
  if (written.usage === null) return undefined;
  const output = tokensOf(
    [
      written.text ?? '',
      written.refusal ?? '',
      ...(written.calls ?? []).map(call => argumentsText(call.arguments)),
    ].join(''),
  );
  return { input: inputTokens, output, cached: 0, ...written.usage };
}
