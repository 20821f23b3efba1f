// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('findings', table => {
    table
      .text('other_entities', 'longtext')
      .comment(
        'JSON; entities by object, of objects that do not belong to all entities of the subject. Beside no object_entities: null where no scan has noted them',
      );
  });
  await knex.schema.createTable('finding_others', table => {
    table.comment('The catalog entities of these objects');
    table
      .string('finding_id')
      .notNullable()
      .references('findings.id')
      .onDelete('CASCADE');
    table.string('entity_ref').notNullable();
    table.primary(['finding_id', 'entity_ref']);
    table.index('entity_ref');
  });
  // The next scan writes every finding and incident anew, and with them the above.
  await knex('findings').update({ digest: null });
  await knex('incidents').update({ digest: null });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('finding_others');
  // A plain statement: to drop a column Knex builds the table of SQLite anew, and with the old one go all rows that refer to it.
  await knex.raw('alter table ?? drop column ??', [
    'findings',
    'other_entities',
  ]);
  await knex('findings').update({ digest: null });
  await knex('incidents').update({ digest: null });
};
