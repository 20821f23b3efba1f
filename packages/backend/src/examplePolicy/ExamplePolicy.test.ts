import { ConfigReader } from '@backstage/config';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { ExamplePolicy } from './ExamplePolicy';
import { readDenials } from './readDenials';

const findingRead = createPermission({
  name: 'opsagent.finding.read',
  attributes: {},
});

function user(name: string) {
  return {
    info: { userEntityRef: `user:default/${name}`, ownershipEntityRefs: [] },
  } as unknown as PolicyQueryUser;
}

function policy(...deny: object[]) {
  const config = new ConfigReader({ permission: { examplePolicy: { deny } } });
  return new ExamplePolicy({ denials: readDenials(config) });
}

describe('ExamplePolicy', () => {
  it('allows everything when nothing is configured', async () => {
    const denials = readDenials(new ConfigReader({}));
    expect(
      await new ExamplePolicy({ denials }).handle({ permission: findingRead }),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('denies a permission to the users named, or to everybody', async () => {
    const named = policy({
      users: ['user:default/guest'],
      permissions: ['opsagent.finding.read'],
    });
    const result = async (each: ExamplePolicy, name: string) =>
      (await each.handle({ permission: findingRead }, user(name))).result;
    expect(await result(named, 'guest')).toBe(AuthorizeResult.DENY);
    expect(await result(named, 'other')).toBe(AuthorizeResult.ALLOW);

    const all = policy({ permissions: ['opsagent.finding.read'] });
    expect(await result(all, 'other')).toBe(AuthorizeResult.DENY);
  });

  it('hides single entities by a condition', async () => {
    const decision = await policy({
      permissions: ['catalog.entity.read'],
      entities: ['component:default/checkout', 'component:shop/cart'],
    }).handle({ permission: catalogEntityReadPermission }, user('guest'));
    expect(decision).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: {
        not: {
          anyOf: [
            {
              allOf: [
                { rule: 'IS_ENTITY_KIND', params: { kinds: ['component'] } },
                { params: { key: 'name', value: 'checkout' } },
              ],
            },
            {
              allOf: [
                { rule: 'IS_ENTITY_KIND' },
                { params: { key: 'name', value: 'cart' } },
                { params: { key: 'namespace', value: 'shop' } },
              ],
            },
          ],
        },
      },
    });
  });
});
