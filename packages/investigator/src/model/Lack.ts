import { APIError } from 'openai';
import { ModelOptions } from './ModelOptions';

/** What a server cannot do, as the options of a model that does without it. */
export type Lack = Pick<
  Partial<ModelOptions>,
  | 'callsTools'
  | 'countsStreams'
  | 'outputLimit'
  | 'recallsCalls'
  | 'returnsReasoning'
  | 'streams'
  | 'structuredOutput'
>;

/** How servers, and templates of models, say that the order of roles is not to their liking: such as a user after a tool. */
const isAboutOrder = /roles must alternate|unexpected role|after role/i;

/** What servers complain about in their own words. */
const complaints: readonly (readonly [RegExp, Lack])[] = [
  [isAboutOrder, { recallsCalls: false }],
  [
    /without `?tools\b|`?tools=`? param|\btoolConfig\b/i,
    { recallsCalls: false },
  ],
  [/\breasoning_content\b/i, { returnsReasoning: true }],
  [/stream_options|include_usage/i, { countsStreams: false }],
  [
    /response_format|json_schema|text\.format|\bstrict\b|schema for function/i,
    { structuredOutput: false },
  ],
];

/** What servers have to call unknown: other complaints of these may be about how they were used. */
const unknown: readonly (readonly [RegExp, Lack])[] = [
  // What the server wants instead may stand behind what it does not know.
  [
    /^((?!max_completion_tokens).)*\bmax_tokens\b/i,
    { outputLimit: 'max_completion_tokens' },
  ],
  [/\bmax_completion_tokens\b/i, { outputLimit: 'max_tokens' }],
  [/\bstream(s|ed|ing)?\b/i, { streams: false }],
  [/\btools?\b|\btool_choice\b|\bfunctions?\b/i, { callsTools: false }],
];

const isUnknown =
  /unsupported|(not|n't)( be| yet)? (support|permit|allow|implement|recogni|enable|available)|unrecogni[sz]ed|unknown|unexpected|extra |--enable-/i;

/** What a server that does not say what it refuses may not know. */
const extras: Lack = { structuredOutput: false, countsStreams: false };

/**
 * What a server that refused a request seems to lack.
 *
 * @returns undefined when it refused it for another reason
 */
export function lackOf({
  code,
  message,
  param,
  status,
}: APIError): Lack | undefined {
  // A template that refuses is a failure of the server to some.
  if (status === 500)
    return isAboutOrder.test(message) ? { recallsCalls: false } : undefined;
  if (status !== 400 && status !== 422 && status !== 501) return undefined;
  const complaint = [param, message].filter(Boolean).join(' ');
  const isOf = ([words]: readonly [RegExp, Lack]) => words.test(complaint);
  const named =
    complaints.find(isOf) ??
    (isUnknown.test(`${code} ${complaint}`) ? unknown.find(isOf) : undefined);
  if (named) return named[1];
  return isSilent(message) ? extras : undefined;
}

/** Whether the options do without it already. */
export function doesWithout(options: ModelOptions, lack: Lack): boolean {
  if (lack.outputLimit && options.outputLimit) return true;
  return Object.entries(lack).every(
    ([option, value]) => options[option as keyof Lack] === value,
  );
}

/** The SDK says this of an answer that is no error of the API. */
function isSilent(message: string): boolean {
  return /^\d{3} status code \(no body\)$/.test(message);
}
