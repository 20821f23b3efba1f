import { eventEvidence } from '@opsagent/engine';
import { describeWithoutCredentials } from '../privacy/describeWithoutCredentials';
import { objectArguments } from './arguments';
import { lookUp, unreadKind } from './lookUp';
import { defineClusterTool } from './Tool';

const MOST_EVENTS = 30;

/** What the cluster recorded about one object. */
export const getEvents = defineClusterTool({
  name: 'get_events',
  description:
    'Events about one object, newest first. A cluster keeps them for about an hour: that there are none proves nothing.',
  schema: objectArguments,

  async run(asked, context) {
    const found = lookUp(asked, context);
    if ('fact' in found) return { facts: [found.fact] };
    const unread = unreadKind('Event', asked.namespace ?? undefined, context);
    const events = context.graph.eventsOf(found.object);
    return {
      facts: [
        ...(unread ? [unread] : []),
        ...events.slice(0, MOST_EVENTS).map(event => {
          const evidence = eventEvidence(event);
          return {
            kind: 'event' as const,
            about: evidence.object,
            ...(evidence.lastSeen ? { at: evidence.lastSeen } : {}),
            text: describeWithoutCredentials(evidence, context.privacy),
          };
        }),
      ],
      ...(events.length > MOST_EVENTS
        ? { cut: `${events.length - MOST_EVENTS} older events` }
        : {}),
      ...(events.length === 0 ? { note: 'No event is kept.' } : {}),
    };
  },
});
