import {
  ApiResource,
  apiVersionOf,
  KubernetesObject,
  ReadState,
} from '@opsagent/engine';
import {
  Answer,
  AnswerProblem,
  isRecord,
  parseJson,
  problemOf,
} from './Answer';
import { ClusterConnection, NoAnswerError } from './ClusterConnection';
import { objectOfItem, SecretsPolicy } from './objectOfItem';

/** What an error status of the API server means for the kind that was listed. */
const STATES: Readonly<Record<number, ReadState>> = {
  403: 'forbidden',
  404: 'notServed',
};

/** Seconds. */
const LONGEST_PAUSE = 5;

/** What became of one list: everything, some pages, or the reason why there is nothing. */
export interface ListOutcome {
  state: ReadState;
  objects: KubernetesObject[];
  message?: string;
  /** The HTTP status of the answer that ended the list early; absent when no answer came. */
  status?: number;
  /** Who gave the answer that ended the list early; absent when no answer came. */
  from?: AnswerProblem['from'];
}

/** Whether nothing that the cluster itself said came of a list. */
export function isLost({ state, from }: ListOutcome): boolean {
  return state === 'failed' && from !== 'cluster';
}

export interface ListRequest {
  resource: ApiResource;
  /** All namespaces unless given. */
  namespace?: string;
  pageSize: number;
  secrets: SecretsPolicy;
}

/** Lists one kind page by page. Errors are outcomes; only the caller's abort is thrown. */
export async function listObjects(
  connection: ClusterConnection,
  request: ListRequest,
): Promise<ListOutcome> {
  const first = await readPages(connection, request);
  // The list took longer than the server keeps its state (five minutes by default); once more from the start usually succeeds.
  return first.status === 410 ? readPages(connection, request) : first;
}

async function readPages(
  connection: ClusterConnection,
  request: ListRequest,
): Promise<ListOutcome> {
  const objects: KubernetesObject[] = [];
  const endEarly = (
    state: ReadState,
    message: string,
    ended: Pick<ListOutcome, 'status' | 'from'> = {},
  ): ListOutcome => ({
    state: objects.length > 0 ? 'partial' : state,
    objects,
    message,
    ...ended,
  });

  let token = '';
  do {
    let answer: Answer;
    try {
      answer = await getPage(connection, request, token);
    } catch (error) {
      if (error instanceof NoAnswerError) {
        return endEarly('failed', error.message);
      }
      throw error;
    }
    if (answer.status !== 200) {
      const { status } = answer;
      const { from, message } = problemOf(answer);
      const state = from === 'cluster' ? STATES[status] : undefined;
      return endEarly(state ?? 'failed', message, { status, from });
    }
    const page = parseJson(answer.text);
    const items = itemsOf(page);
    if (!items) {
      const type = answer.headers['content-type'] ?? 'an unknown type';
      return endEarly('failed', `expected a list, got ${type}`, {
        status: answer.status,
        from: 'gateway',
      });
    }
    for (const item of items) {
      const object = objectOfItem(item, request.resource, request.secrets);
      if (object) objects.push(object);
    }
    token = continueToken(page);
  } while (token);
  return { state: 'complete', objects };
}

/** One page; when the server is too busy, once more after the pause it asks for. */
async function getPage(
  connection: ClusterConnection,
  request: ListRequest,
  token: string,
): Promise<Answer> {
  const path = pathOf(request, token);
  const accept = acceptOf(request);
  const answer = await connection.get(path, accept);
  if (answer.status !== 429) return answer;
  const seconds = Number(answer.headers['retry-after']) || 1;
  await connection.pause(Math.min(seconds, LONGEST_PAUSE) * 1000);
  return connection.get(path, accept);
}

function pathOf({ resource, namespace, pageSize }: ListRequest, token: string) {
  const root = resource.group ? '/apis' : '/api';
  const scope = namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (token) query.set('continue', token);
  return `${root}/${apiVersionOf(resource)}${scope}/${resource.plural}?${query}`;
}

function acceptOf({ resource, secrets }: ListRequest) {
  return resource.kind === 'Secret' && secrets === 'metadata'
    ? 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
    : 'application/json';
}

/** Undefined for anything but a list. Servers write the items of an empty list as null at times. */
function itemsOf(page: unknown): readonly unknown[] | undefined {
  if (!isRecord(page)) return undefined;
  const { kind, items } = page;
  if (Array.isArray(items)) return items;
  const isEmptyList =
    typeof kind === 'string' &&
    kind.endsWith('List') &&
    (items ?? null) === null;
  return isEmptyList ? [] : undefined;
}

function continueToken(page: unknown) {
  const token =
    isRecord(page) && isRecord(page.metadata)
      ? page.metadata.continue
      : undefined;
  return typeof token === 'string' ? token : '';
}
