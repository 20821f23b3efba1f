import {
  ColumnsOf,
  entriesOf,
  Fields,
  fieldsOf,
  specOf,
  statusOf,
} from './Columns';

/** With what each container does and did last, and when. */
export const podColumns: ColumnsOf = pod => {
  const spec = specOf(pod);
  const status = statusOf(pod);
  const ran = [
    ...containersOf(spec.initContainers, status.initContainerStatuses, true),
    ...containersOf(spec.containers, status.containerStatuses, false),
  ];
  const statuses = entriesOf(status.containerStatuses);
  return {
    phase: status.phase,
    reason: status.reason,
    message: status.message,
    ready: `${statuses.filter(each => each.ready).length}/${entriesOf(spec.containers).length}`,
    restarts: statuses.reduce(
      (sum, { restartCount }) => sum + (Number(restartCount) || 0),
      0,
    ),
    node: spec.nodeName,
    ip: status.podIP,
    notMet: notMet(status.conditions),
    priorityClass: spec.priorityClassName,
    ...(spec.serviceAccountName === 'default'
      ? {}
      : { serviceAccount: spec.serviceAccountName }),
    containers: ran,
  };
};

/** Conditions that do not hold, but for those of a pod that has done its work. */
function notMet(conditions: unknown) {
  const failing = entriesOf(conditions).filter(
    ({ reason, status }) => status !== 'True' && reason !== 'PodCompleted',
  );
  return failing.length > 0
    ? failing.map(condition => {
        const { type, reason, message } = condition;
        // Only of this one the message says more than the containers do.
        const why = type === 'PodScheduled' ? (message ?? reason) : reason;
        return `${type}${why ? ` (${why})` : ''}`;
      })
    : undefined;
}

function containersOf(specs: unknown, statuses: unknown, isInit: boolean) {
  const byName = new Map(entriesOf(statuses).map(each => [each.name, each]));
  return entriesOf(specs).map(({ image, name }) => {
    const { lastState, ready, restartCount, state } = byName.get(name) ?? {};
    return {
      name,
      ...(isInit ? { init: true } : {}),
      image,
      ready,
      ...(restartCount ? { restarts: restartCount } : {}),
      ...stateOf(state),
      ...withPrefix('last', stateOf(lastState)),
    };
  });
}

/** Such as `{ running: { startedAt } }`. */
function stateOf(state: unknown): Fields {
  const [entry] = Object.entries(fieldsOf(state));
  if (!entry) return {};
  const [name, value] = entry;
  const { exitCode, finishedAt, message, reason, signal, startedAt } =
    fieldsOf(value);
  return {
    [name]: { reason, message, exitCode, signal, startedAt, finishedAt },
  };
}

function withPrefix(prefix: string, fields: Fields) {
  const [value] = Object.values(fields);
  return value ? { [prefix]: value } : {};
}
