import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseEntityOwners } from './DatabaseEntityOwners';
import { EntityOwnership } from './EntityOwners';
import { ownedBy, partOf, selectOwners } from './readOwners';

const databases = createTestDatabases();

const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const [TEAM, OTHERS, PARENT] = ['team', 'others', 'parent'].map(
  name => `group:default/${name}`,
);
const SHOP = 'system:default/shop';

function ownership(
  entityRef: string,
  fields: Partial<EntityOwnership> = {},
): EntityOwnership {
  return {
    entityRef,
    ownerRefs: [],
    parentRefs: [],
    systemRefs: [],
    ...fields,
  };
}

describe.each(databases.ids)('DatabaseEntityOwners on %s', databaseId => {
  let database: Knex;
  let owners: DatabaseEntityOwners;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    owners = new DatabaseEntityOwners({ database });
  });

  afterEach(async () => {
    await database.destroy();
  });

  const found = async (query: Knex.QueryBuilder) => {
    const rows: { entity_ref: string }[] = await query.orderBy('entity_ref');
    return rows.map(row => row.entity_ref);
  };

  const ownersOf = (entityRefs: readonly string[]) =>
    selectOwners(database, entityRefs);

  it('keeps what the catalog says last, and finds by owner, parent group and system', async () => {
    await owners.replace([
      ownership(CART, { ownerRefs: [TEAM], parentRefs: [PARENT] }),
      ownership(PAY, { ownerRefs: [PARENT, OTHERS], systemRefs: [SHOP] }),
    ]);
    expect(await ownersOf([CART, PAY, 'component:x/y'])).toEqual(
      new Map([
        [CART, [TEAM]],
        [PAY, [OTHERS, PARENT]],
      ]),
    );
    expect(await found(ownedBy(database, [PARENT]))).toEqual([CART, PAY]);
    expect(await found(ownedBy(database, [TEAM]))).toEqual([CART]);
    expect(await found(ownedBy(database, []))).toEqual([]);
    expect(await found(partOf(database, [SHOP]))).toEqual([PAY]);

    await owners.replace([
      ownership(CART, { ownerRefs: [PARENT], parentRefs: [TEAM] }),
    ]);
    expect(await ownersOf([CART, PAY])).toEqual(new Map([[CART, [PARENT]]]));
    expect(await found(partOf(database, [SHOP]))).toEqual([]);
  });

  it('writes nothing when nothing has changed', async () => {
    const written: string[] = [];
    const same = [
      ownership(CART, { ownerRefs: [TEAM, OTHERS], systemRefs: [SHOP] }),
    ];
    await owners.replace(same);
    database.on('query', ({ sql }) => written.push(sql));
    await owners.replace([{ ...same[0], ownerRefs: [OTHERS, TEAM] }]);
    expect(
      written.filter(sql => !/^(select|lock|begin|commit)/i.test(sql)),
    ).toEqual([]);
  });

  it('takes over what races in as many scans, in any order, as one of them says', async () => {
    const entities = Array.from({ length: 150 }, (_, i) => `component:x/${i}`);
    const saying = (owner: string) =>
      entities.map(ref => ownership(ref, { ownerRefs: [owner] }));
    await Promise.all(
      [TEAM, OTHERS, PARENT].flatMap(owner => [
        owners.replace(saying(owner)),
        owners.replace(saying(owner).reverse()),
      ]),
    );
    const known = await ownersOf(entities);
    const [first] = known.get(entities[0])!;
    expect([...known.values()]).toEqual(entities.map(() => [first]));
  });
});
