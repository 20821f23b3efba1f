import {
  JsonObject,
  objectOf,
  objectsOf,
  ReceivedRequest,
} from '../ReceivedRequest';

/** A fact as OpsAgent tells it, by its id. */
export interface ToldFact {
  id: string;
  kind: string;
  text: string;
}

/** What the request tells. */
export interface ToldConversation {
  /** What the incident is about, as tools name objects. */
  subject?: { kind: string; namespace: string | null; name: string };
  facts: readonly ToldFact[];
  /** The hypotheses of the rules. */
  priors: readonly JsonObject[];
  /** How often the model has asked for tools. */
  looks: number;
  /** What somebody asks; absent when an incident is to be investigated. */
  question?: string;
  /** The name of the form in which it is to answer; absent while it may look around. */
  form?: string;
}

/** Reads what OpsAgent tells a model: lines of JSON among prose. */
export function readConversation(request: ReceivedRequest): ToldConversation {
  const lines = request.texts.flatMap(text => text.split('\n'));
  const told = lines.map(line => parsed(line.replace(/^Incident /, '')));
  const incident = told.find(each => 'subject' in each && 'title' in each);
  return {
    subject: subjectOf(incident?.subject),
    facts: told
      .filter(each => /^E\d+$/.test(String(each.id)))
      .map(({ id, kind, text }) => ({
        id: String(id),
        kind: String(kind),
        text: String(text),
      })),
    priors: told.filter(each => /^H\d+$/.test(String(each.id))),
    looks: looksOf(request.body),
    question: questionOf(lines),
    form: formOf(request.body),
  };
}

function questionOf(lines: readonly string[]): string | undefined {
  const place = lines.indexOf('Question:');
  return place < 0 ? undefined : String(JSON.parse(lines[place + 1]));
}

function formOf({ response_format, text }: JsonObject): string | undefined {
  const asked = objectOf(response_format ?? objectOf(text).format);
  if (asked.type !== 'json_schema') return undefined;
  // Responses name it beside its type.
  return String(objectOf(asked.json_schema).name ?? asked.name);
}

function subjectOf(written: unknown): ToldConversation['subject'] {
  const match = /^(\S+) (?:([^/\s]+)\/)?(\S+)$/.exec(String(written ?? ''));
  if (!match) return undefined;
  const [, kind, namespace = null, name] = match;
  return { kind, namespace, name };
}

function looksOf({ messages, input }: JsonObject): number {
  const asked = objectsOf(messages).filter(each => each.tool_calls).length;
  // Responses list the calls of one turn one after the other.
  const kinds = objectsOf(input).map(item => item.type);
  const turns = kinds.filter(
    (kind, index) =>
      kind === 'function_call' && kinds[index - 1] !== 'function_call',
  );
  return asked + turns.length;
}

function parsed(line: string): JsonObject {
  if (!line.startsWith('{')) return {};
  try {
    return objectOf(JSON.parse(line));
  } catch {
    return {};
  }
}
