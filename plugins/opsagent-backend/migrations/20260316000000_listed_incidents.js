// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('incidents', table => {
    table
      .text('summary', 'longtext')
      .comment(
        'JSON of what lists tell of the incident; null until a scan writes it whole',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('incidents', table => {
    table.dropColumn('summary');
  });
};
