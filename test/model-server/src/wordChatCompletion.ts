import { Answering, WordedAnswer } from './Answering';
import { argumentsText, piecesOf, usageOf } from './pieces';
import { JsonObject } from './ReceivedRequest';

const created = 1_790_000_000;

/** The answer of `/chat/completions`. */
export function wordChatCompletion(answering: Answering): WordedAnswer {
  const { number, model, written } = answering;
  const common = {
    id: `chatcmpl-${number}`,
    created,
    model,
    system_fingerprint: 'fp_test',
  };
  const toolCalls = (written.calls ?? []).map((call, index) => ({
    ...call.extra,
    id: `call_${number}_${index}`,
    type: 'function',
    function: { name: call.name, arguments: argumentsText(call.arguments) },
  }));
  const message = {
    role: 'assistant',
    content: written.text ?? null,
    refusal: written.refusal ?? null,
    ...(written.reasoning ? { reasoning_content: written.reasoning } : {}),
    ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
  };
  const finishReason =
    written.stop ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop');
  const usage = usageBody(answering);
  const chunk = (choices: unknown[], more: JsonObject = {}) => ({
    data: {
      ...common,
      object: 'chat.completion.chunk',
      choices,
      ...(answering.withUsage && usage ? { usage: null } : {}),
      ...more,
    },
  });
  const delta = (content: JsonObject, finish: string | null = null) =>
    chunk([
      { index: 0, delta: content, logprobs: null, finish_reason: finish },
    ]);
  return {
    whole: {
      ...common,
      object: 'chat.completion',
      choices: [
        { index: 0, message, logprobs: null, finish_reason: finishReason },
      ],
      ...(usage ? { usage } : {}),
    },
    opening: [
      ...(answering.azure
        ? [chunk([], { prompt_filter_results: [{ prompt_index: 0 }] })]
        : []),
      delta({
        role: 'assistant',
        content: written.text === undefined ? null : '',
      }),
    ],
    events: [
      ...piecesOf(written.reasoning ?? '').map(piece =>
        delta({ reasoning_content: piece }),
      ),
      ...piecesOf(written.text ?? '').map(content => delta({ content })),
      ...piecesOf(written.refusal ?? '').map(refusal => delta({ refusal })),
      ...toolCalls.flatMap((call, index) => [
        delta({
          tool_calls: [
            {
              ...call,
              index,
              function: { name: call.function.name, arguments: '' },
            },
          ],
        }),
        ...piecesOf(call.function.arguments).map(piece =>
          delta({ tool_calls: [{ index, function: { arguments: piece } }] }),
        ),
      ]),
      delta({}, finishReason),
      ...(answering.withUsage && usage ? [chunk([], { usage })] : []),
      { data: '[DONE]' },
    ],
  };
}

function usageBody({
  written,
  inputTokens,
}: Answering): JsonObject | undefined {
  const usage = usageOf(written, inputTokens);
  return (
    usage && {
      prompt_tokens: usage.input,
      completion_tokens: usage.output,
      total_tokens: usage.input + usage.output,
      prompt_tokens_details: { cached_tokens: usage.cached },
      completion_tokens_details: { reasoning_tokens: 0 },
    }
  );
}
