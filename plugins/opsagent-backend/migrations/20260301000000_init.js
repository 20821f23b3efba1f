// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('clusters', table => {
    table.comment(
      'Clusters that were listed once, and how their last scan went',
    );
    table.string('name').primary();
    table.string('title');
    table
      .boolean('listed')
      .notNullable()
      .comment('False when the Kubernetes plugin no longer names it');
    table.string('state').notNullable();
    table.string('scan_id').comment('The scan that is under way');
    table
      .timestamp('scan_expires_at')
      .comment('When a scan that never ended stops blocking others');
    table.timestamp('scanned_at');
    table.integer('duration_ms');
    table.timestamp('unreachable_since');
    table.text('error');
    table.text('coverage', 'longtext').comment('JSON');
  });

  await knex.schema.createTable('cluster_entities', table => {
    table.comment('How many objects of an entity the last scan saw');
    table.string('cluster').notNullable();
    table.string('entity_ref').notNullable();
    table.integer('objects').notNullable();
    table.primary(['entity_ref', 'cluster']);
    table.index('cluster');
  });

  await knex.schema.createTable('findings', table => {
    table.comment('What scans found, open or resolved');
    table.string('id').primary().comment('The fingerprint');
    table.string('cluster').notNullable();
    table.string('detector').notNullable();
    table.string('tier').notNullable();
    table.integer('tier_rank').notNullable();
    table.string('severity').notNullable();
    table.integer('severity_rank').notNullable();
    table.string('subject_kind').notNullable();
    table.string('namespace');
    table.string('state').notNullable();
    table.timestamp('first_seen_at').notNullable();
    table.timestamp('last_seen_at').notNullable();
    table.timestamp('resolved_at');
    table
      .text('finding', 'longtext')
      .notNullable()
      .comment('JSON as the engine stated it');
    table.index(['cluster', 'namespace']);
    table.index(['state', 'tier_rank', 'severity_rank', 'id']);
    table.index('last_seen_at');
  });

  await knex.schema.createTable('finding_entities', table => {
    table.comment(
      'The catalog entities that the subject of a finding belongs to',
    );
    table
      .string('finding_id')
      .notNullable()
      .references('findings.id')
      .onDelete('CASCADE');
    table.string('entity_ref').notNullable();
    table.primary(['finding_id', 'entity_ref']);
    table.index('entity_ref');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('finding_entities');
  await knex.schema.dropTable('findings');
  await knex.schema.dropTable('cluster_entities');
  await knex.schema.dropTable('clusters');
};
