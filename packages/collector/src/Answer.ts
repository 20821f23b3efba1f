/** An HTTP answer with its whole body. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** Who spoke, when an answer is an error: the API server or something in front of it. */
export interface AnswerProblem {
  from: 'cluster' | 'gateway';
  /** The speaker's own words, cut to a readable length. */
  message: string;
  /** A `reason` of the Kubernetes API, such as `Forbidden` or `Expired`. */
  reason?: string;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3 */
const GATEWAY_STATUSES: readonly number[] = [502, 504];

/**
 * What an answer with an error status says. The API server explains itself in a `Status`; whoever else answers is in front of it.
 *
 * 502 and 504 mean that the one who answers got nothing usable from the server behind it, whatever form it gives to its words.
 */
export function problemOf(answer: Answer): AnswerProblem {
  const body = parseJson(answer.text);
  const isGatewayStatus = GATEWAY_STATUSES.includes(answer.status);
  if (isRecord(body) && body.kind === 'Status') {
    return {
      from: isGatewayStatus ? 'gateway' : 'cluster',
      message: cut(textOf(body.message) ?? `HTTP ${answer.status}`),
      ...(typeof body.reason === 'string' ? { reason: body.reason } : {}),
    };
  }
  const error = isRecord(body) ? body.error : undefined;
  const words = isRecord(error)
    ? textOf(error.message)
    : (textOf(error) ?? plainText(answer));
  // The API server answers a path that it does not serve with this text instead of a Status.
  const from =
    answer.status === 404 && /^404 page not found/.test(answer.text)
      ? 'cluster'
      : 'gateway';
  return { from, message: cut(words ?? `HTTP ${answer.status}`) };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown) {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function plainText({ headers, status, text }: Answer) {
  return headers['content-type']?.includes('html')
    ? `HTTP ${status} with a web page`
    : textOf(text);
}

const LONGEST_MESSAGE = 400;

function cut(text: string) {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_MESSAGE
    ? line
    : `${line.slice(0, LONGEST_MESSAGE - 1)}…`;
}
