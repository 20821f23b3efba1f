import {
  Conversation,
  ConversationAbout,
  ConversationAboutQuery,
} from '@opsagent/backstage-plugin-opsagent-common';

/** Milliseconds for which the reader is taken to be still at it. */
const AT_IT = 12 * 3_600_000;

/** What a conversation is about, as the backend is asked for those about it. */
export function aboutQuery(about: ConversationAbout): ConversationAboutQuery {
  switch (about.type) {
    case 'incident':
      return { incident: about.id };
    case 'entity':
      return { entityRef: about.entityRef, cluster: about.cluster };
    default:
      return { cluster: about.cluster };
  }
}

/** A key under which something is kept for what a conversation is about. */
export function aboutKey(about: ConversationAbout): string {
  const query = aboutQuery(about);
  return [query.incident, query.entityRef, query.cluster]
    .map(each => each ?? '')
    .join('|');
}

/** The one to go on with: the last used, if that was not long ago. */
export function presentConversation(
  items: readonly Conversation[],
  now: Date,
): Conversation | undefined {
  const [last] = items;
  if (!last) return undefined;
  const age = now.getTime() - Date.parse(last.updatedAt);
  return age < AT_IT ? last : undefined;
}
