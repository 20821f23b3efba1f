import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { capturedResources } from './resources.mjs';
import { withoutIdleDefaults } from './defaultRoles.mjs';

const EVENT_LIFETIME = 60 * 60 * 1_000;

/** The lists of every kind, as the story dates them. Autoscalers first: their status is the only one that a controller still changes. */
export async function captureLists(api, clock) {
  const ordered = [...capturedResources].sort(
    (a, b) =>
      Number(b.kind === 'HorizontalPodAutoscaler') -
      Number(a.kind === 'HorizontalPodAutoscaler'),
  );
  const lists = new Map();
  for (const { kind } of ordered) {
    const items = await api.list(kind);
    lists.set(kind, JSON.parse(clock.retell(JSON.stringify(items))));
  }
  return lists;
}

/** Writes a dump directory in the layout of `kubectl cluster-info dump`. */
export async function writeDump({
  directory,
  cluster,
  capturedAt,
  lists,
  logs,
}) {
  await rm(directory, { recursive: true, force: true });
  await writeJson(join(directory, 'meta.json'), { capturedAt, cluster });
  const told = withoutIdleDefaults(lists);
  for (const { kind, plural } of capturedResources) {
    const items = told
      .get(kind)
      .filter(item => kind !== 'Event' || isKept(item, capturedAt))
      .map(cleaned);
    for (const [namespace, group] of Map.groupBy(
      items,
      ({ metadata }) => metadata.namespace ?? '',
    )) {
      await writeJson(join(directory, namespace, `${plural}.json`), {
        apiVersion: 'v1',
        kind: 'List',
        items: group,
      });
    }
  }
  for (const { pod, container, lines } of logs) {
    const { namespace, name } = pod.metadata;
    const frame = word =>
      `==== ${word} logs for container ${container} of pod ${namespace}/${name} ====\n`;
    await write(
      join(directory, namespace, name, 'logs.txt'),
      `${frame('START')}${lines.join('\n')}\n${frame('END')}`,
    );
  }
}

/** An API server forgets events after an hour; those of the cluster's own stand-ins never happened. */
function isKept(event, capturedAt) {
  const component = event.source?.component || event.reportingComponent;
  if (
    ['horizontal-pod-autoscaler', 'attachdetach-controller'].includes(component)
  )
    return false;
  const times = [
    event.lastTimestamp,
    event.series?.lastObservedTime,
    event.eventTime,
  ].filter(Boolean);
  const last = Math.max(...times.map(time => Date.parse(time)));
  return Date.parse(capturedAt) - last < EVENT_LIFETIME;
}

function cleaned(object) {
  const { managedFields, ...metadata } = object.metadata;
  const result = { ...object, metadata };
  if (object.kind === 'Secret')
    result.data = Object.fromEntries(
      Object.keys(object.data ?? {}).map(key => [key, '']),
    );
  if (object.kind === 'APIService' && object.spec.service)
    result.status = { conditions: [answering(object)] };
  if (object.kind === 'ConfigMap') result.data = withoutCertificates(object);
  if (object.kind === 'Event' && object.firstTimestamp)
    metadata.creationTimestamp = object.firstTimestamp;
  return result;
}

/** What the server says of an aggregated API with pods behind its Service. While the story is told there are none, so it says the contrary every time it looks. */
function answering({ metadata }) {
  return {
    type: 'Available',
    status: 'True',
    reason: 'Passed',
    message: 'all checks passed',
    lastTransitionTime: metadata.creationTimestamp,
  };
}

/** Certificates of the cluster on which the story was told say nothing about the one it tells of. */
function withoutCertificates({ data = {} }) {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      value.includes('BEGIN CERTIFICATE') ? 'not captured' : value,
    ]),
  );
}

async function writeJson(path, value) {
  const config = await resolveConfig(path);
  await write(
    path,
    await format(JSON.stringify(value, undefined, 2), {
      ...config,
      filepath: path,
    }),
  );
}

async function write(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
