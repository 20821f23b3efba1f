import { InputError } from '@backstage/errors';
import { ConversationAbout } from '@opsagent/backstage-plugin-opsagent-common';

/** What a query names. */
export interface AskedAbout {
  incident?: string;
  entityRef?: string;
  cluster?: string;
}

/** @throws InputError unless exactly one thing is named */
export function aboutOf({
  cluster,
  entityRef,
  incident,
}: AskedAbout): ConversationAbout {
  if (
    incident !== undefined &&
    entityRef === undefined &&
    cluster === undefined
  )
    return { type: 'incident', id: incident };
  if (incident === undefined && entityRef !== undefined)
    return { type: 'entity', entityRef, ...(cluster ? { cluster } : {}) };
  if (incident === undefined && cluster !== undefined)
    return { type: 'cluster', cluster };
  throw new InputError(
    'say what it is about: incident, or entityRef with or without cluster, or cluster alone',
  );
}
