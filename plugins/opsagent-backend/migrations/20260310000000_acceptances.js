// @ts-check

const LIVING = ['findings', 'incidents'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const name of LIVING) {
    await knex.schema.alterTable(name, table => {
      table
        .string('said_severity')
        .comment('How severe it was when somebody put it aside');
      table
        .string('held_as')
        .comment('Of what is resolved: the state in which it would come back');
      table
        .string('acceptance_id')
        .comment('The acceptance for a whole namespace that it falls under');
    });
  }

  await knex.schema.createTable('acceptances', table => {
    table.comment('Risks that somebody has accepted for a whole namespace');
    table.string('id').primary();
    table.string('cluster').notNullable();
    table.string('namespace').notNullable();
    table.string('detector').notNullable();
    table
      .string('severity')
      .notNullable()
      .comment('What is worse is not in it');
    table
      .text('entities', 'longtext')
      .notNullable()
      .comment('JSON; whose findings it is about');
    table.string('accepted_by').notNullable();
    table.timestamp('accepted_at').notNullable();
    table.timestamp('until').notNullable();
    table.text('reason').notNullable();
    table.index(['cluster', 'until']);
  });
  await knex.schema.alterTable('findings', table => {
    table.index('acceptance_id');
  });

  await knex.schema.alterTable('transitions', table => {
    table.string('from_severity').comment('Null unless the severity changed');
    table.string('to_severity');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('transitions')
    .whereNotNull('from_severity')
    .whereRaw('from_state = to_state')
    .delete();
  for (const column of ['from_state', 'to_state']) {
    await knex('transitions')
      .where(column, 'accepted')
      .update(column, 'snoozed');
  }
  await knex.schema.alterTable('transitions', table => {
    table.dropColumns('from_severity', 'to_severity');
  });
  await knex('findings').where('state', 'accepted').update({
    state: 'open',
    until: null,
    changed_by: null,
    reason: null,
  });
  await knex('findings').where('held_as', 'accepted').update({
    until: null,
    changed_by: null,
    reason: null,
  });
  await knex.schema.alterTable('findings', table => {
    table.dropIndex('acceptance_id');
  });
  await knex.schema.dropTable('acceptances');
  for (const name of LIVING) {
    await knex.schema.alterTable(name, table => {
      table.dropColumns('said_severity', 'held_as', 'acceptance_id');
    });
  }
};
