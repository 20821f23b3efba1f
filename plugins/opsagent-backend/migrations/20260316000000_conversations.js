// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('conversations', table => {
    table.comment('What one user asks language models about one thing');
    table.string('id').primary();
    table.string('owner').notNullable().comment('Entity ref of a user');
    table
      .string('incident_id')
      .references('incidents.id')
      .onDelete('CASCADE')
      .comment('Null unless it is about an incident');
    table.string('entity_ref').comment('Null unless it is about an entity');
    table.string('cluster').comment('That is looked at, where it says so');
    table.text('title').comment('The beginning of the first question');
    table.integer('questions').notNullable().defaultTo(0);
    table.timestamp('created_at').notNullable();
    table.timestamp('updated_at').notNullable();
    table.index(['owner', 'updated_at', 'id']);
    table.index('incident_id');
    table.index('updated_at');
  });

  await knex.schema.createTable('conversation_messages', table => {
    table.comment('Questions and what came of them');
    table.string('id').primary();
    table
      .string('conversation_id')
      .notNullable()
      .references('conversations.id')
      .onDelete('CASCADE');
    table.integer('number').notNullable().comment('From 1');
    table.text('text').notNullable().comment('The question');
    table.string('state').notNullable();
    table.string('model').notNullable();
    table.timestamp('started_at').notNullable();
    table.timestamp('ended_at');
    table
      .timestamp('alive_until')
      .notNullable()
      .comment('When it counts as interrupted unless its process renews it');
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table.string('failure');
    table.text('failure_message');
    table
      .text('answer', 'longtext')
      .comment('JSON; with the evidence that it cites');
    table.boolean('helpful').comment('Null until the owner has said so');
    table.text('comment');
    table.integer('calls').notNullable().defaultTo(0);
    table.integer('input_tokens').notNullable().defaultTo(0);
    table.integer('output_tokens').notNullable().defaultTo(0);
    table.integer('cached_input_tokens').notNullable().defaultTo(0);
    table.boolean('estimated').notNullable().defaultTo(false);
    table.double('cost').comment('Null without prices');
    table.unique(['conversation_id', 'number']);
    table.index(['state', 'alive_until']);
  });

  await knex.schema.createTable('conversation_steps', table => {
    table.comment('What happened while questions were answered');
    table
      .string('message_id')
      .notNullable()
      .references('conversation_messages.id')
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
    table.primary(['message_id', 'number']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('conversation_steps');
  await knex.schema.dropTable('conversation_messages');
  await knex.schema.dropTable('conversations');
};
