// @ts-check

const ROWS_PER_STATEMENT = 100;

/**
 * @template T
 * @param {readonly T[]} items
 */
function* chunks(items) {
  for (let start = 0; start < items.length; start += ROWS_PER_STATEMENT)
    yield items.slice(start, start + ROWS_PER_STATEMENT);
}

/** The namespace of an object: a Namespace is in the one that it is. @param {{ apiVersion?: string, kind: string, namespace?: string, name: string }} object */
function namespaceOf({ apiVersion = 'v1', kind, name, namespace }) {
  const isNamespace = kind === 'Namespace' && !apiVersion.includes('/');
  return (isNamespace ? name : namespace) || null;
}

/** @param {string} key the kind, which names its group, the namespace and the name of an object */
function namespaceOfKey(key) {
  const [kind, namespace, ...name] = key.split('/');
  return namespaceOf({ kind, namespace, name: name.join('/') });
}

/**
 * Writes the namespaces of rows, those of one namespace together.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {string} column names the rows
 * @param {readonly (readonly [string, string | null])[]} namespaces by that column
 */
async function save(knex, table, column, namespaces) {
  /** @type {Map<string | null, string[]>} */
  const grouped = new Map();
  for (const [row, namespace] of namespaces) {
    if (!grouped.has(namespace)) grouped.set(namespace, []);
    grouped.get(namespace)?.push(row);
  }
  for (const [namespace, rows] of grouped)
    for (const chunk of chunks(rows))
      await knex(table).whereIn(column, chunk).update({ namespace });
}

/**
 * Walks through a table by id, as it may be too large to be held at once.
 *
 * @param {import('knex').Knex.QueryBuilder} rows
 * @param {(page: { id: string, json: string }[]) => Promise<void>} visit
 */
async function eachPage(rows, visit) {
  let after = '';
  for (;;) {
    const page = await rows
      .clone()
      .where('id', '>', after)
      .orderBy('id')
      .limit(ROWS_PER_STATEMENT);
    if (page.length === 0) return;
    await visit(page);
    after = page[page.length - 1].id;
  }
}

/** @param {import('knex').Knex} knex */
function findingsOnNamespaces(knex) {
  return knex('findings')
    .where('subject_kind', 'Namespace')
    .select('id', { json: 'finding' });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await eachPage(findingsOnNamespaces(knex), page =>
    save(
      knex,
      'findings',
      'id',
      page.map(row => [row.id, namespaceOf(JSON.parse(row.json).subject)]),
    ),
  );

  await knex.schema.alterTable('alerts', table => {
    table.string('namespace').comment('Of the object; null for none');
    table.index(['cluster', 'namespace']);
  });
  const alerts = knex('alerts')
    .whereNotNull('subject')
    .select('id', { json: 'subject' });
  await eachPage(alerts, page =>
    save(
      knex,
      'alerts',
      'id',
      page.map(row => [row.id, namespaceOf(JSON.parse(row.json))]),
    ),
  );

  await knex.schema.alterTable('incident_objects', table => {
    table.string('namespace').comment('Null for none');
  });
  const keys = await knex('incident_objects')
    .distinct('object_key')
    .pluck('object_key');
  await save(
    knex,
    'incident_objects',
    'object_key',
    keys.map(key => [key, namespaceOfKey(key)]),
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('incident_objects', table => {
    table.dropColumn('namespace');
  });
  await knex.schema.alterTable('alerts', table => {
    table.dropIndex(['cluster', 'namespace']);
    table.dropColumn('namespace');
  });
  await eachPage(findingsOnNamespaces(knex), page =>
    save(
      knex,
      'findings',
      'id',
      page.map(row => [row.id, JSON.parse(row.json).subject.namespace ?? null]),
    ),
  );
};
