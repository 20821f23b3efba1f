import { KubernetesObject } from '@opsagent/engine';
import { CAPTURED_AT, formatTime, StoryClock } from '../cluster/StoryClock';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** How long before the capture a heartbeat was sent, in milliseconds. */
const LAST_HEARTBEAT = 5_000;

/** An object with every time of the rebuild replaced by that of the story. Nothing but the end of a deletion lies after the capture. */
export function toStoryTimes(
  object: KubernetesObject,
  clock: StoryClock,
): KubernetesObject {
  return shift(object, clock, '') as KubernetesObject;
}

function shift(value: unknown, clock: StoryClock, key: string): unknown {
  if (typeof value === 'string') return shiftText(value, clock, key);
  if (Array.isArray(value)) return value.map(each => shift(each, clock, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      shift(each, clock, name),
    ]),
  );
}

function shiftText(text: string, clock: StoryClock, key: string) {
  if (!TIME.test(text)) return text;
  const time = new Date(text);
  if (time <= CAPTURED_AT) return text;
  if (key === 'renewTime') return format(ago(LAST_HEARTBEAT), text);
  const story = clock.toStory(time);
  return format(
    story > CAPTURED_AT && key !== 'deletionTimestamp' ? CAPTURED_AT : story,
    text,
  );
}

function ago(milliseconds: number) {
  return new Date(CAPTURED_AT.getTime() - milliseconds);
}

/** Micro times keep their fraction. */
function format(time: Date, like: string) {
  return like.includes('.')
    ? time.toISOString().replace('Z', '000Z')
    : formatTime(time);
}
