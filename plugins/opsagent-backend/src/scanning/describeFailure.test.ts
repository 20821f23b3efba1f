import {
  ClusterUnauthenticatedError,
  ClusterUnreachableError,
} from '@opsagent/collector';
import {
  ScanTimeoutError,
  describeFailure,
  logFailure,
} from './describeFailure';

const SECRET = `insert into "findings" values ('password=hunter2')`;

/** As knex does: the statement with its values is put before the database's own message. */
function databaseError() {
  const error = new Error('duplicate key');
  expect(error.stack).toContain('duplicate key');
  error.message = `${SECRET} - ${error.message}`;
  return Object.assign(error, { code: 'SQLITE_CONSTRAINT' });
}

describe('describeFailure', () => {
  it.each([
    new ClusterUnreachableError('prod', 'connection refused'),
    new ClusterUnauthenticatedError('prod', 'Unauthorized'),
    new ScanTimeoutError(120_000),
  ])('quotes what is said of the cluster: $name', error => {
    expect(describeFailure(error)).toEqual({
      error: error.message,
      unreachable: true,
    });
    expect(logFailure(error)).toContain(error.message);
  });

  it.each([
    ['a database', databaseError()],
    ['a bug', new TypeError(SECRET)],
    ['something that is no error', SECRET],
  ])('quotes nothing of %s, neither to a reader nor to the log', (_, error) => {
    expect(describeFailure(error)).toEqual({
      error: 'The scan failed in the portal; see its log',
      unreachable: false,
    });
    expect(logFailure(error)).not.toContain('hunter2');
  });

  it('lets the log find the error', () => {
    expect(logFailure(databaseError())).toBe('Error SQLITE_CONSTRAINT');
    expect(logFailure(new TypeError(SECRET))).toMatch(
      /^TypeError\n.*describeFailure\.test/,
    );
  });
});
