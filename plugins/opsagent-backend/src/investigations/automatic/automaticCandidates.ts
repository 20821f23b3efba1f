import { UNSEEN_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Visibility } from '../../findings/FindingStore';
import { IncidentStore } from '../../incidents/IncidentStore';
import { AutomaticOptions } from './readAutomaticOptions';

/** Incidents that are read at a time. */
const PAGE = 50;

/** Incidents that one look considers at most. */
const MOST = 1_000;

/** The ids of the incidents that a policy concerns and nobody has said anything of, the worst first: read as far as they are asked for. */
export async function* automaticCandidates(
  incidents: Pick<IncidentStore, 'entityRefs' | 'list'>,
  policy: Pick<AutomaticOptions, 'clusters' | 'namespaces' | 'severities'>,
): AsyncGenerator<string> {
  const { clusters, namespaces, severities } = policy;
  const everything: Visibility = {
    entityRefs: await incidents.entityRefs(),
    unmapped: true,
  };
  let cursor: string | undefined;
  for (let read = 0; read < MOST; read += PAGE) {
    const { items, pageInfo } = await incidents.list(
      {
        severity: [...severities],
        state: [...UNSEEN_STATES],
        ...(clusters ? { cluster: [...clusters] } : {}),
        ...(namespaces ? { namespace: [...namespaces] } : {}),
        order: 'severity',
        limit: PAGE,
        cursor,
      },
      everything,
    );
    yield* items.map(each => each.id);
    cursor = pageInfo.nextCursor;
    if (cursor === undefined) return;
  }
}
