import { createTestDatabases } from '../__testUtils__/testDatabases';
import { distinctValues } from './distinctValues';

const databases = createTestDatabases();

describe.each(databases.ids)('distinctValues on %s', databaseId => {
  it('finds each value once, in their order', async () => {
    const database = await databases.migrated(databaseId);
    const values = () => distinctValues(database, 'entity_owners', 'owner_ref');
    expect(await values()).toEqual([]);

    await database('entity_owners').insert(
      ['c', 'a', 'c', 'b', 'a'].map((owner, index) => ({
        entity_ref: `component:default/${index}`,
        owner_ref: owner,
        distance: 0,
      })),
    );
    expect(await values()).toEqual(['a', 'b', 'c']);
    await database.destroy();
  });
});
