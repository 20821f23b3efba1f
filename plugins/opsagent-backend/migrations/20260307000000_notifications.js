// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('notices', table => {
    table.comment('What each owner was last told of each incident');
    table
      .string('incident_id')
      .notNullable()
      .references('incidents.id')
      .onDelete('CASCADE');
    table.string('owner_ref').notNullable();
    table.string('kind').notNullable();
    table
      .timestamp('life_since')
      .notNullable()
      .comment('When the life of the incident began of which they were told');
    table
      .timestamp('state_since')
      .notNullable()
      .comment('When it came into the state of which they were told');
    table
      .integer('severity_rank')
      .notNullable()
      .comment('The gravest of which they were told in that life');
    table.primary(['incident_id', 'owner_ref']);
  });

  await knex.schema.createTable('deliveries', table => {
    table.comment('What is to be sent to whom, and what became of it');
    table.increments('sequence');
    table
      .string('id')
      .notNullable()
      .unique()
      .comment('The same in every attempt');
    table
      .string('key')
      .notNullable()
      .unique()
      .comment('A digest of what is told, so that it is written once');
    table.string('channel').notNullable();
    table.string('kind').notNullable();
    table.string('owner_ref').notNullable();
    table.string('incident_id').comment('Null for summaries and digests');
    table.string('cluster').comment('Of a summary');
    table.integer('incidents').comment('How many a summary speaks of');
    table.integer('severity_rank').comment('The gravest; null for digests');
    table.timestamp('created_at').notNullable();
    table.string('status').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.timestamp('next_attempt_at').notNullable();
    table.string('claim').comment('Of whoever is sending it');
    table
      .timestamp('claimed_until')
      .comment('When a sender that never finished stops blocking others');
    table.timestamp('finished_at');
    table.text('reason').comment('Why it was dropped or has failed');
    table.index(['status', 'next_attempt_at']);
    table.index(['incident_id', 'owner_ref', 'channel']);
    table.index('claim');
    table.index('finished_at');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('deliveries');
  await knex.schema.dropTable('notices');
};
