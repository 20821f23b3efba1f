// @ts-check

const TABLES = ['notices', 'deliveries'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table
        .string('thread')
        .comment(
          'Under which an owner is told of an incident, wherever it moves: the id that it had when they were first told',
        );
    });
    await knex(name).update({ thread: knex.ref('incident_id') });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn('thread');
    });
  }
};
