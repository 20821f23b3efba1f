import { TimelineEntry } from '@opsagent/backstage-plugin-opsagent-common';

/** An entry of one type. */
export type EntryOf<T extends TimelineEntry['type']> = Extract<
  TimelineEntry,
  { type: T }
>;
