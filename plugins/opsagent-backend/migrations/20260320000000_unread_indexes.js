// @ts-check

/** What is under an acceptance is looked for in its namespace, and the alerts of a cluster along the index that keeps them apart. */
const UNREAD = /** @type {const} */ ([
  ['findings', ['acceptance_id']],
  ['alerts', ['cluster', 'namespace']],
]);

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const [name, columns] of UNREAD) {
    await knex.schema.alterTable(name, table => {
      table.dropIndex([...columns]);
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const [name, columns] of UNREAD) {
    await knex.schema.alterTable(name, table => {
      table.index([...columns]);
    });
  }
};
