import { z } from 'zod';
import { JsonSchema, ModelAnswer, ModelRequest } from './Model';
import { ModelError } from './ModelError';
import { formAt } from './formAt';
import { readJson } from './readJson';
import { strictJsonSchema } from './strictJsonSchema';
import { withNulls } from './withNulls';

/** Something that can be said to, and asked. */
export interface Answering {
  say(role: 'user', text: string): void;
  ask(request: Omit<ModelRequest, 'messages'>): Promise<ModelAnswer>;
}

export interface AskForOptions<T> {
  /** What is asked for, such as `verdict`; of `a-z` and `_`. */
  name: string;
  schema: z.ZodType<T>;
  /** How often the model is asked again when what it wrote cannot be used. */
  corrections: number;
  /** What else is wrong with a value that has the right shape, in sentences that tell the model what to mend. */
  check?(value: T): readonly string[];
  /** Hears why an answer cannot be used. */
  onRejected?(problems: readonly string[]): void;
}

/** What was asked for, and what is still wrong with it: nothing, unless the corrections did not suffice. */
export interface Asked<T> {
  value: T;
  problems: readonly string[];
}

const CUT_OFF = 'the answer was cut off; write a shorter one';

/** What the model is told, and the reader if it happens again. */
const NOTHING_WRITTEN =
  'there is none: all that could be written was spent on thinking (maximumOutputTokens); think less, and write it';

/**
 * Asks for a value of one shape, tells the model what is wrong with what it wrote, and asks again.
 *
 * Answers a value of the right shape also when `check` still finds problems with it after the last correction, or the last for which there is room.
 *
 * @throws ModelError `malformed` when nothing of the right shape came
 */
export async function askFor<T>(
  conversation: Answering,
  options: AskForOptions<T>,
): Promise<Asked<T>> {
  const { name, schema, corrections, check, onRejected } = options;
  const answer = { name, schema: strictJsonSchema(schema) };
  let last: Asked<T> | undefined;
  let problems: readonly string[] = [];
  for (let attempt = 0; attempt <= corrections; attempt++) {
    if (attempt > 0) conversation.say('user', correctionOf(problems));
    let answered: ModelAnswer;
    try {
      answered = await conversation.ask({ answer });
    } catch (error) {
      // For a further correction there is no room.
      if (last && error instanceof ModelError && error.reason === 'tooLong')
        return last;
      throw error;
    }
    const read = readAnswer(answered, { form: answer.schema, schema });
    problems = 'value' in read ? (check?.(read.value) ?? []) : read.problems;
    if ('value' in read) last = { value: read.value, problems };
    if (problems.length === 0) break;
    onRejected?.(problems);
  }
  if (last) return last;
  throw new ModelError(
    'malformed',
    `The model did not answer in the form it was asked for: ${problems.join('; ')}`,
  );
}

/** The value that a model gave before it was asked for it, if it is one that can be used as it is. */
export function unaskedValue<T>(
  answer: ModelAnswer,
  { check, schema }: Pick<AskForOptions<T>, 'schema' | 'check'>,
): T | undefined {
  const read = readAnswer(answer, { form: strictJsonSchema(schema), schema });
  if (!('value' in read)) return undefined;
  return check?.(read.value).length ? undefined : read.value;
}

function readAnswer<T>(
  { text, stop }: ModelAnswer,
  { form, schema }: { form: JsonSchema; schema: z.ZodType<T> },
): { value: T } | { problems: string[] } {
  if (stop === 'refusal') return { problems: ['it refused to answer'] };
  if (stop === 'length')
    return { problems: [text ? CUT_OFF : NOTHING_WRITTEN] };
  const json = readJson(text);
  if (!json) return { problems: ['the answer is not JSON'] };
  const parsed = schema.safeParse(withNulls(form, json.value));
  return parsed.success
    ? { value: parsed.data }
    : {
        problems: firstAtEach(parsed.error.issues).map(issue =>
          problemOf(issue, form),
        ),
      };
}

/** What follows from a value that is of another kind is no news. */
function firstAtEach(issues: readonly z.core.$ZodIssue[]) {
  const at = ({ path }: z.core.$ZodIssue) => path.join('.');
  return issues.filter(
    (issue, index) =>
      issues.findIndex(each => at(each) === at(issue)) === index,
  );
}

function problemOf(
  { code, message, path }: z.core.$ZodIssue,
  form: JsonSchema,
): string {
  const at = path.join('.') || 'the answer';
  return code === 'invalid_type' || code === 'invalid_value'
    ? `${at}: it has to be ${formAt(form, path)}`
    : `${at}: ${message}`;
}

function correctionOf(problems: readonly string[]) {
  return [
    'That cannot be used:',
    ...problems.slice(0, 20).map(each => `- ${each}`),
    'Write the whole answer again, as JSON of the given schema and nothing else.',
  ].join('\n');
}
