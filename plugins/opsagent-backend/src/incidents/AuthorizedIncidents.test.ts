import { mockCredentials } from '@backstage/backend-test-utils';
import { IncidentGraph } from '@opsagent/backstage-plugin-opsagent-common';
import { WHOLE_LIFE } from '../__testUtils__/fixtures';
import { FindingStore } from '../findings/FindingStore';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { AuthorizedIncidents } from './AuthorizedIncidents';
import { IncidentStore } from './IncidentStore';

const GRAPH: IncidentGraph = { nodes: [], edges: [] };
const LIFE = { items: [], totalItems: 0, pageInfo: {} };

describe('AuthorizedIncidents', () => {
  const visibility = { entityRefs: [], unmapped: true };
  const unread = jest.fn().mockRejectedValue(new Error('not needed'));
  const incidents = {
    currentId: async (id: string) => `${id}-now`,
    get: async (id: string) => (id === 'there-now' ? {} : undefined),
    graph: async (id: string) => (id === 'there-now' ? GRAPH : undefined),
    transitions: async () => LIFE,
  };
  const authorized = new AuthorizedIncidents({
    incidents: incidents as unknown as IncidentStore,
    findings: { some: unread } as unknown as FindingStore,
    alerts: { list: unread },
    visibility: { of: async () => visibility } as unknown as CallerVisibility,
  });
  const caller = { credentials: mockCredentials.user() };

  it('reads neither the findings nor the alerts of an incident for its graph and its life', async () => {
    expect(await authorized.graph('there', caller)).toBe(GRAPH);
    expect(await authorized.transitions('there', WHOLE_LIFE, caller)).toBe(
      LIFE,
    );
    expect(unread).not.toHaveBeenCalled();
  });

  it('names an incident that is not there as the caller did', async () => {
    for (const asked of [
      authorized.graph('gone', caller),
      authorized.transitions('gone', WHOLE_LIFE, caller),
    ])
      await expect(asked).rejects.toThrow(/^No incident gone$/);
  });
});
