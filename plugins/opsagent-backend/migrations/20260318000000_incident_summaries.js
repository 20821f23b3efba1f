// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('incident_summaries', table => {
    table.comment('Incidents in plain words, by language models');
    table.string('id').primary();
    table
      .string('incident_id')
      .notNullable()
      .references('incidents.id')
      .onDelete('CASCADE');
    table
      .string('reader')
      .notNullable()
      .comment('A digest of what whoever asked might see');
    table
      .string('fingerprint')
      .notNullable()
      .comment('A digest of the incident as they saw it');
    table.string('model').notNullable();
    table.string('requested_by').notNullable();
    table.timestamp('made_at').notNullable();
    table
      .text('summary', 'longtext')
      .notNullable()
      .comment('JSON; sentences and what they cite');
    table
      .text('transcript', 'longtext')
      .notNullable()
      .comment('JSON; what was said to models and by them, word for word');
    table.text('usage').notNullable().comment('JSON');
    table.index(['incident_id', 'reader', 'made_at']);
    table.index('made_at');
  });

  await knex.schema.createTable('incident_summary_claims', table => {
    table.comment('Summaries that a process is having made');
    table
      .string('incident_id')
      .notNullable()
      .references('incidents.id')
      .onDelete('CASCADE');
    table.string('reader').notNullable();
    table.string('fingerprint').notNullable();
    table.timestamp('claimed_until').notNullable();
    table.primary(['incident_id', 'reader', 'fingerprint']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('incident_summary_claims');
  await knex.schema.dropTable('incident_summaries');
};
