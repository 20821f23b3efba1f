// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('investigations', table => {
    table.comment('Looks of a language model into incidents');
    table.string('id').primary();
    table
      .string('incident_id')
      .notNullable()
      .references('incidents.id')
      .onDelete('CASCADE');
    table
      .string('fingerprint')
      .notNullable()
      .comment('A digest of the incident as it was investigated');
    table.string('state').notNullable();
    table.string('requested_by').notNullable();
    table.boolean('automatic').notNullable();
    table.string('model').notNullable();
    table
      .text('reader', 'longtext')
      .notNullable()
      .comment('JSON; what whoever asked might see, as others must too');
    table.timestamp('started_at').notNullable();
    table.timestamp('ended_at');
    table
      .timestamp('alive_until')
      .notNullable()
      .comment('When it counts as interrupted unless its process renews it');
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table.string('failure');
    table.text('failure_message');
    table.text('verdict', 'longtext').comment('JSON');
    table.integer('calls').notNullable().defaultTo(0);
    table.integer('input_tokens').notNullable().defaultTo(0);
    table.integer('output_tokens').notNullable().defaultTo(0);
    table.integer('cached_input_tokens').notNullable().defaultTo(0);
    table.boolean('estimated').notNullable().defaultTo(false);
    table.double('cost').comment('Null without prices');
    table.index(['incident_id', 'started_at', 'id']);
    table.index(['state', 'alive_until']);
    table.index('ended_at');
  });

  await knex.schema.createTable('investigation_steps', table => {
    table.comment('What happened in investigations; rows are only added');
    table
      .string('investigation_id')
      .notNullable()
      .references('investigations.id')
      .onDelete('CASCADE');
    table.integer('number').notNullable().comment('From 1, without gaps');
    table.timestamp('at').notNullable();
    table.text('step', 'longtext').notNullable().comment('JSON');
    table
      .text('entered', 'longtext')
      .notNullable()
      .comment('JSON; entries that came into the ledger with it');
    table
      .text('said', 'longtext')
      .notNullable()
      .comment(
        'JSON; what was said to models and by them since the step before, word for word',
      );
    table.primary(['investigation_id', 'number']);
  });

  await knex.schema.createTable('model_spending', table => {
    table.comment('What language models took, by day of UTC');
    table.string('day', 10).notNullable();
    table
      .string('user_ref')
      .notNullable()
      .comment('Empty for what nobody asked for');
    table.bigInteger('tokens').notNullable();
    table.double('cost').notNullable();
    table.primary(['day', 'user_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('model_spending');
  await knex.schema.dropTable('investigation_steps');
  await knex.schema.dropTable('investigations');
};
