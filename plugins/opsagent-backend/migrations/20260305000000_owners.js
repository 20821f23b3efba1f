// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('entity_owners', table => {
    table.comment('Who owns the entities that objects belong to');
    table.string('entity_ref').notNullable();
    table.string('owner_ref').notNullable();
    table
      .integer('distance')
      .notNullable()
      .comment('0: an owner of the entity; 1: the parent group of one');
    table.primary(['entity_ref', 'owner_ref']);
    table.index('owner_ref');
  });

  await knex.schema.createTable('entity_systems', table => {
    table.comment('The systems that the entities with objects are part of');
    table.string('entity_ref').notNullable();
    table.string('system_ref').notNullable();
    table.primary(['entity_ref', 'system_ref']);
    table.index('system_ref');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('entity_systems');
  await knex.schema.dropTable('entity_owners');
};
