// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('findings', table => {
    table
      .text('object_entities', 'longtext')
      .comment(
        'JSON; entities by object, for findings whose subject belongs to none',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('findings', table => {
    table.dropColumn('object_entities');
  });
};
