// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('clusters', table => {
    table
      .text('resources', 'longtext')
      .comment('JSON; what the last scan saw of the cluster as a whole');
    table
      .text('scores', 'longtext')
      .comment('JSON; how well the cluster is kept');
  });

  await knex.schema.createTable('cluster_namespaces', table => {
    table.comment('The namespaces that the last scan of a cluster saw');
    table
      .string('cluster')
      .notNullable()
      .references('clusters.name')
      .onDelete('CASCADE');
    table.string('name').notNullable();
    table.integer('pods').notNullable().comment('-1 when unknown, as below');
    table.integer('not_ready').notNullable();
    table.double('cpu').notNullable().comment('Requested, in cores');
    table.double('memory').notNullable().comment('Requested, in bytes');
    table.text('resources', 'longtext').notNullable().comment('JSON');
    table
      .text('scores', 'longtext')
      .comment('JSON; null for namespaces that are not judged');
    table.primary(['cluster', 'name']);
  });

  await knex.schema.createTable('cluster_nodes', table => {
    table.comment('The nodes that the last scan of a cluster saw');
    table
      .string('cluster')
      .notNullable()
      .references('clusters.name')
      .onDelete('CASCADE');
    table.string('name').notNullable();
    table
      .integer('readiness')
      .notNullable()
      .comment('0 not ready, 1 cordoned, 2 ready');
    table.integer('pods').notNullable().comment('-1 when unknown, as below');
    table
      .double('cpu')
      .notNullable()
      .comment('The requested share of what may be allocated');
    table.double('memory').notNullable().comment('As cpu');
    table.text('resources', 'longtext').notNullable().comment('JSON');
    table.primary(['cluster', 'name']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_nodes');
  await knex.schema.dropTable('cluster_namespaces');
  await knex.schema.alterTable('clusters', table => {
    table.dropColumns('resources', 'scores');
  });
};
