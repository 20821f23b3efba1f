import { KubernetesObject } from '@opsagent/engine';

type Fields = Record<string, unknown>;

/** What one line can tell of an object: since when it is there, how it fares, and what it carries. */
export function summarize(object: KubernetesObject): string {
  const { creationTimestamp, deletionTimestamp, labels } = object.metadata;
  const status = (object.status ?? {}) as Fields;
  return JSON.stringify({
    ...(creationTimestamp ? { created: creationTimestamp } : {}),
    ...(deletionTimestamp ? { deleting: deletionTimestamp } : {}),
    ...(labels ? { labels } : {}),
    ...counts((object.spec ?? {}) as Fields),
    ...counts(status),
    ...conditionsOf(status),
    ...containersOf(status),
    ...(object.data ? { keys: Object.keys(object.data as object) } : {}),
  });
}

/** Short values are told, structures are not. */
function counts(fields: Fields) {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        typeof value === 'number' ||
        typeof value === 'boolean' ||
        (typeof value === 'string' && value.length <= 80),
    ),
  );
}

function conditionsOf({ conditions }: Fields) {
  if (!Array.isArray(conditions)) return {};
  const told = (conditions as Fields[]).map(({ type, status, reason }) =>
    [`${type}=${status}`, ...(reason ? [`(${reason})`] : [])].join(' '),
  );
  return told.length > 0 ? { conditions: told } : {};
}

function containersOf({ containerStatuses }: Fields) {
  if (!Array.isArray(containerStatuses)) return {};
  const containers = (containerStatuses as Fields[]).map(
    ({ name, ready, restartCount, state, lastState }) => ({
      name,
      ready,
      restartCount,
      state: stateOf(state),
      lastState: stateOf(lastState),
    }),
  );
  return { containers };
}

function stateOf(state: unknown) {
  const [entry] = Object.entries((state ?? {}) as Fields);
  if (!entry) return undefined;
  const { reason, exitCode } = (entry[1] ?? {}) as Fields;
  return { [entry[0]]: { reason, exitCode } };
}
