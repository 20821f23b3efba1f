// @ts-check

/** Kubernetes allows names of 253 characters; a key has a kind, a namespace and a name. */
const KEY_LENGTH = 600;

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('incidents', table => {
    table
      .string('source')
      .notNullable()
      .defaultTo('scan')
      .comment('scan, or alert where no scan has found what alerts report');
    table
      .string('moved_to')
      .comment('The incident of a scan that tells the life of this one now');
  });
  await knex.schema.createTable('incident_objects', table => {
    table.comment('The objects that an incident is about, for what joins it');
    table
      .string('incident_id')
      .notNullable()
      .references('incidents.id')
      .onDelete('CASCADE');
    table.string('object_key', KEY_LENGTH).notNullable();
    table.primary(['incident_id', 'object_key']);
    table.index('object_key');
  });
  // The next scan writes every incident anew, and with it the table above.
  await knex('incidents').update({ digest: null });

  await knex.schema.createTable('cluster_objects', table => {
    table.comment('Whose the objects are that alerts may name, by last scan');
    table.string('cluster').notNullable();
    table.string('object_key', KEY_LENGTH).notNullable();
    table.text('owner').comment('JSON; the top owner, unless it is itself');
    table.text('entity_refs').notNullable().comment('JSON');
    table.primary(['cluster', 'object_key']);
  });

  await knex.schema.createTable('alerts', table => {
    table.comment('Alerts that Alertmanager reported, firing or resolved');
    table.string('id').primary();
    table
      .string('cluster')
      .notNullable()
      .comment('Empty when nothing tells which');
    table.string('fingerprint').notNullable();
    table.string('name').notNullable();
    table.string('severity').notNullable();
    table.integer('severity_rank').notNullable();
    table.string('state').notNullable().comment('firing or resolved');
    table.timestamp('starts_at').notNullable();
    table.timestamp('ends_at');
    table
      .timestamp('received_at')
      .notNullable()
      .comment('When it was last heard of');
    table.text('labels', 'longtext').notNullable().comment('JSON');
    table.text('annotations', 'longtext').notNullable().comment('JSON');
    table.text('generator_url');
    table.text('subject').comment('JSON; the object that the labels name');
    table.string('subject_key', KEY_LENGTH);
    table.text('owner').comment('JSON; its top owner, or itself');
    table.string('owner_key', KEY_LENGTH);
    table.string('incident_id').comment('The incident that it has joined');
    table.unique(['cluster', 'fingerprint', 'starts_at']);
    table.index(['state', 'severity_rank', 'id']);
    table.index(['cluster', 'name', 'state']);
    table.index('incident_id');
    table.index('received_at');
  });

  await knex.schema.createTable('alert_entities', table => {
    table.comment('The catalog entities that the object of an alert is of');
    table
      .string('alert_id')
      .notNullable()
      .references('alerts.id')
      .onDelete('CASCADE');
    table.string('entity_ref').notNullable();
    table.primary(['alert_id', 'entity_ref']);
    table.index('entity_ref');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('alert_entities');
  await knex.schema.dropTable('alerts');
  await knex.schema.dropTable('cluster_objects');
  await knex.schema.dropTable('incident_objects');
  await knex('transitions')
    .where('object_type', 'incident')
    .whereIn(
      'object_id',
      knex('incidents').select('id').where('source', 'alert'),
    )
    .delete();
  await knex('incidents').where('source', 'alert').delete();
  await knex.schema.alterTable('incidents', table => {
    table.dropColumns('source', 'moved_to');
  });
};
