// @ts-check

const NAME = 'findings_in_order_index';
/** What lists are ordered by, and what nearly all of them ask, so that they are counted without reading the findings themselves. */
const IN_ORDER = [
  'tier_rank',
  'severity_rank',
  'id',
  'state',
  'folded_under',
  'cluster',
];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('findings', table => {
    table.dropIndex(['state', 'tier_rank', 'severity_rank', 'id']);
    table.dropIndex('last_seen_at');
    table.index(IN_ORDER, NAME);
  });
  await knex.schema.alterTable('incidents', table => {
    table.dropIndex('last_seen_at');
  });
  await knex.schema.alterTable('transitions', table => {
    table.dropIndex('at');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('transitions', table => {
    table.index('at');
  });
  await knex.schema.alterTable('incidents', table => {
    table.index('last_seen_at');
  });
  await knex.schema.alterTable('findings', table => {
    table.dropIndex(IN_ORDER, NAME);
    table.index('last_seen_at');
    table.index(['state', 'tier_rank', 'severity_rank', 'id']);
  });
};
