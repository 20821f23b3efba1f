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

  it('reads only the findings that are asked for', async () => {
    const ids = Array.from({ length: 5 }, (_, index) => `${index}`);
    const some = jest.fn(async (asked: string[]) => asked.map(id => ({ id })));
    const get = jest.fn(async () => ({ findings: ids }));
    const large = new AuthorizedIncidents({
      incidents: {
        ...incidents,
        get,
        memberIds: async () => ids,
      } as unknown as IncidentStore,
      findings: { some } as unknown as FindingStore,
      alerts: { list: async () => ({ ...LIFE, items: [] }) },
      visibility: { of: async () => visibility } as unknown as CallerVisibility,
    });
    const page = await large.findings('there', { limit: 2 }, caller);
    expect(page).toMatchObject({
      items: [{ id: '0' }, { id: '1' }],
      totalItems: 5,
    });
    expect(some).toHaveBeenCalledWith(['0', '1'], visibility);
    expect(get).not.toHaveBeenCalled();

    const first = await large.get('there', caller, 3);
    expect(first.findings).toEqual(ids);
    expect(first.members).toHaveLength(3);
    expect(some).toHaveBeenLastCalledWith(['0', '1', '2'], visibility);
    expect((await large.get('there', caller)).members).toHaveLength(5);
  });

  it('names an incident that is not there as the caller did', async () => {
    for (const asked of [
      authorized.graph('gone', caller),
      authorized.transitions('gone', WHOLE_LIFE, caller),
    ])
      await expect(asked).rejects.toThrow(/^No incident gone$/);
  });
});
