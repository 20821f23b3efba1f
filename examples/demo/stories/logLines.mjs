import { isPodOf } from './revisions.mjs';

/** The log of every pod of a component, as `lines` returns it. */
export function logsOf(pods, name, lines) {
  return pods
    .filter(isPodOf(name))
    .filter(pod => pod.status.containerStatuses?.[0]?.imageID)
    .map((pod, index) => ({
      pod,
      container: pod.spec.containers[0].name,
      lines: lines(pod, index),
    }));
}

/** A structured line as the shop's components write it; the time is of the story's day. */
export const line = (time, level, message, fields = {}) =>
  JSON.stringify({
    time: `2026-11-18T${time}Z`,
    level,
    msg: message,
    ...fields,
  });

/** What a component says that has nothing to complain about. */
export const calm = (pod, index) => [
  line(`14:2${index}:11.902`, 'info', 'request', {
    method: 'GET',
    path: '/ready',
    status: 200,
    ms: 1,
  }),
  line(`14:2${index}:40.118`, 'info', 'request', {
    method: 'GET',
    path: '/',
    status: 200,
    ms: 23 + index,
  }),
];
