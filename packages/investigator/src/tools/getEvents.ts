import { eventEvidence } from '@opsagent/engine';
import { describeWithoutCredentials } from '../privacy/describeWithoutCredentials';
import { objectArguments } from './arguments';
import { lookUp, unreadKind } from './lookUp';
import { tellFirst } from './tellFirst';
import { defineClusterTool } from './Tool';

const MOST_EVENTS = 30;

/** What the cluster recorded about one object. */
export const getEvents = defineClusterTool({
  name: 'get_events',
  description: 'Events about one object, newest first, of about the last hour.',
  schema: objectArguments,

  async run(asked, context) {
    const found = lookUp(asked, context);
    if ('fact' in found) return { facts: [found.fact] };
    const unread = unreadKind('Event', asked.namespace ?? undefined, context);
    const events = context.graph.eventsOf(found.object);
    const told = tellFirst(MOST_EVENTS, events, {
      factOf: event => {
        const evidence = eventEvidence(event);
        return {
          kind: 'event',
          about: evidence.object,
          ...(evidence.lastSeen ? { at: evidence.lastSeen } : {}),
          text: describeWithoutCredentials(evidence, context.privacy),
        };
      },
      rest: 'older events',
      nothing:
        'No event is kept, which proves nothing: events are gone after about an hour.',
    });
    return { ...told, facts: [...(unread ? [unread] : []), ...told.facts] };
  },
});
