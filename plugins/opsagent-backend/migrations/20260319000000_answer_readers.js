// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('conversation_messages', table => {
    table
      .text('reader', 'longtext')
      .comment(
        'JSON; what its owner might see when it was asked, and whom the answer may speak of. Without it the answer is told to nobody',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('conversation_messages', table => {
    table.dropColumn('reader');
  });
};
