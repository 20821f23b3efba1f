import { ConfigReader } from '@backstage/config';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  Permission,
  createPermission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { opsagentFindingPermissions } from '@opsagent/backstage-plugin-opsagent-common';
import { Config } from '../../config';
import { ExamplePolicy } from './ExamplePolicy';
import { readDenials } from './readDenials';
import { readOwnersOnly } from './readOwnersOnly';

const findingRead = createPermission({
  name: 'opsagent.finding.read',
  attributes: {},
});

function user(name: string, ...groups: string[]) {
  const userEntityRef = `user:default/${name}`;
  return {
    info: { userEntityRef, ownershipEntityRefs: [userEntityRef, ...groups] },
  } as unknown as PolicyQueryUser;
}

const findingUpdate = createPermission({
  name: 'opsagent.finding.update',
  attributes: { action: 'update' },
  resourceType: 'opsagent-finding',
});

type Policy = NonNullable<NonNullable<Config['permission']>['examplePolicy']>;

function configured(examplePolicy: Policy) {
  const config = new ConfigReader({ permission: { examplePolicy } });
  return new ExamplePolicy({
    denials: readDenials(config),
    ownersOnly: readOwnersOnly(config),
  });
}

function policy(...deny: NonNullable<Policy['deny']>) {
  return configured({ deny });
}

describe('ExamplePolicy', () => {
  it('allows everything when nothing is configured', async () => {
    for (const permission of [findingRead, findingUpdate])
      expect(await configured({}).handle({ permission })).toEqual({
        result: AuthorizeResult.ALLOW,
      });
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

  it('leaves to owners, and to those excepted, what is for owners alone', async () => {
    const [team, platform] = ['group:default/team', 'group:default/platform'];
    const owners = configured({
      ownersOnly: {
        permissions: ['opsagent.finding.update'],
        except: [platform],
      },
    });
    const decide = (permission: Permission, ...groups: string[]) =>
      owners.handle({ permission }, user('ana', ...groups));
    expect(await decide(findingUpdate, team)).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'opsagent',
      resourceType: 'opsagent-finding',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        params: { claims: ['user:default/ana', team] },
      },
    });
    const allowed = { result: AuthorizeResult.ALLOW };
    expect(await decide(findingUpdate, team, platform)).toEqual(allowed);
    expect(await decide(findingRead, team)).toEqual(allowed);
  });

  it.each(opsagentFindingPermissions)(
    'can leave $name to owners',
    async permission => {
      const owners = configured({
        ownersOnly: { permissions: [permission.name] },
      });
      expect(await owners.handle({ permission }, user('ana'))).toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        conditions: { params: { claims: ['user:default/ana'] } },
      });
    },
  );

  it('refuses to leave to owners what nobody owns', () => {
    const ownersOnly = { permissions: ['opsagent.scan.create'] };
    expect(() => configured({ ownersOnly })).toThrow(
      'permission.examplePolicy.ownersOnly.permissions: opsagent.scan.create does not ask who owns what; use one of opsagent.finding.read, opsagent.finding.update, opsagent.investigation.create, opsagent.conversation.create',
    );
  });
});
