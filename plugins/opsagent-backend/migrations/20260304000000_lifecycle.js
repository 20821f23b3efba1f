// @ts-check

/** @param {import('knex').Knex.CreateTableBuilder | import('knex').Knex.AlterTableBuilder} table */
function addLife(table) {
  table
    .string('digest')
    .comment('Of all that scans say of it, to see whether that has changed');
  table.timestamp('until').comment('The end of a snooze');
  table
    .string('changed_by')
    .comment('Who brought it into its state; null for scans');
  table.text('reason');
  table
    .timestamp('regressed_at')
    .comment('When it was last seen again after it had been resolved');
  table
    .timestamp('absent_since')
    .comment('Since when scans no longer see what still counts as there');
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('findings', table => {
    table.timestamp('state_since');
    table
      .string('folded_under')
      .comment('The finding that explains it, as whose symptom it is told');
    addLife(table);
    table.index(['state', 'until']);
  });
  await knex('findings').update({
    state_since: knex.raw('coalesce(resolved_at, first_seen_at)'),
  });

  await knex.schema.createTable('incidents', table => {
    table.comment('Problems joined by their cause, as scans found them');
    table.string('id').primary().comment('The fingerprint');
    table.string('cluster').notNullable();
    table.string('cause').notNullable().comment('The likeliest');
    table.string('severity').notNullable();
    table.integer('severity_rank').notNullable();
    table.string('state').notNullable();
    table.timestamp('state_since').notNullable();
    table.timestamp('first_seen_at').notNullable();
    table.timestamp('last_seen_at').notNullable();
    table.timestamp('resolved_at');
    addLife(table);
    table
      .text('incident', 'longtext')
      .notNullable()
      .comment('JSON as the engine stated it');
    table.text('title').notNullable().comment('Without names');
    table
      .text('objects', 'longtext')
      .notNullable()
      .comment('JSON; whose the objects are that the incident names');
    table.index('cluster');
    table.index(['state', 'severity_rank', 'id']);
    table.index(['state', 'until']);
    table.index('last_seen_at');
  });

  await knex.schema.createTable('incident_findings', table => {
    table.comment('The findings that an incident joins');
    table
      .string('incident_id')
      .notNullable()
      .references('incidents.id')
      .onDelete('CASCADE');
    table.string('finding_id').notNullable();
    table.primary(['incident_id', 'finding_id']);
    table.index('finding_id');
  });

  await knex.schema.createTable('incident_entities', table => {
    table.comment('The catalog entities that an incident concerns');
    table
      .string('incident_id')
      .notNullable()
      .references('incidents.id')
      .onDelete('CASCADE');
    table.string('entity_ref').notNullable();
    table
      .string('role')
      .notNullable()
      .comment('cause, affected, or named: only evidence speaks of it');
    table.primary(['incident_id', 'entity_ref']);
    table.index('entity_ref');
  });

  await knex.schema.createTable('transitions', table => {
    table.comment('Every change of state of findings and incidents');
    table.increments('id');
    table.string('object_type').notNullable().comment('finding or incident');
    table.string('object_id').notNullable();
    table.timestamp('at').notNullable();
    table.string('from_state');
    table.string('to_state').notNullable();
    table.string('changed_by');
    table.text('reason');
    table.timestamp('until');
    table.index(['object_type', 'object_id', 'at']);
    table.index('at');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('transitions');
  await knex.schema.dropTable('incident_entities');
  await knex.schema.dropTable('incident_findings');
  await knex.schema.dropTable('incidents');
  await knex('findings')
    .whereNotNull('folded_under')
    .whereNot('state', 'resolved')
    .update({ state: 'resolved', resolved_at: knex.ref('last_seen_at') });
  await knex('findings').whereNotIn('state', ['open', 'resolved']).update({
    state: 'open',
  });
  await knex.schema.alterTable('findings', table => {
    table.dropIndex(['state', 'until']);
    table.dropColumns(
      'digest',
      'state_since',
      'folded_under',
      'until',
      'changed_by',
      'reason',
      'regressed_at',
      'absent_since',
    );
  });
};
