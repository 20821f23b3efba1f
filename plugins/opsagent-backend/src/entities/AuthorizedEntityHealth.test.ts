import { mockCredentials } from '@backstage/backend-test-utils';
import { AlertStore } from '../alerts/AlertStore';
import { FindingStore } from '../findings/FindingStore';
import { Authorizer } from '../permissions/Authorizer';
import {
  AuthorizedEntityHealth,
  AuthorizedEntityHealthOptions,
} from './AuthorizedEntityHealth';

describe('AuthorizedEntityHealth', () => {
  const list = (told: number, totalItems: number) => async () => ({
    items: Array.from({ length: told }, (_, index) => ({ id: `${index}` })),
    totalItems,
    pageInfo: {},
  });

  const leftOutOf = async (
    incidents: [number, number],
    findings: [number, number],
  ) => {
    const health = new AuthorizedEntityHealth({
      catalog: {
        getEntityByRef: async () => ({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'cart' },
        }),
      },
      visibility: { of: async () => ({ entityRefs: [], unmapped: false }) },
      authorizer: {
        grants: async () => [true],
      } as unknown as Authorizer,
      clusters: { list: async () => [], objectsOf: async () => new Map() },
      incidents: { ofEntity: list(...incidents) },
      findings: { list: list(...findings) } as unknown as FindingStore,
      alerts: { list: list(0, 0) } as unknown as AlertStore,
    } as unknown as AuthorizedEntityHealthOptions);
    const { leftOut } = await health.get(
      { kind: 'component', namespace: 'default', name: 'cart' },
      { credentials: mockCredentials.user() },
    );
    return leftOut;
  };

  it.each([
    ['nothing', [2, 2], [5, 5], undefined],
    ['findings', [2, 2], [500, 812], { incidents: 0, findings: 312 }],
    ['both', [100, 101], [500, 501], { incidents: 1, findings: 1 }],
  ] as const)(
    'says how much is left out: %s',
    async (_, incidents, findings, leftOut) => {
      expect(await leftOutOf([...incidents], [...findings])).toEqual(leftOut);
    },
  );
});
