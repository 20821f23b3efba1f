import { failureKind, failureMessage, isForbidden } from './failures';

const named = (name: string, fields: object = {}) =>
  Object.assign(new Error('said by the client'), { name, ...fields });

describe('failures', () => {
  it.each([
    ['unauthorized', named('ResponseError', { statusCode: 401 })],
    ['notFound', named('ResponseError', { statusCode: 404 })],
    ['unavailable', named('ResponseError', { statusCode: 503 })],
    ['unavailable', new TypeError('Failed to fetch')],
    ['timeout', named('TimeoutError')],
    ['misunderstood', named('ZodError')],
    ['other', named('ResponseError', { statusCode: 500 })],
    ['other', named('Error')],
  ])('sorts as %s', (kind, error) => {
    expect(failureKind(error)).toBe(kind);
    expect(isForbidden(error)).toBe(false);
  });

  it('tells a refusal from the rest', () => {
    expect(isForbidden(named('ResponseError', { statusCode: 403 }))).toBe(true);
  });

  it.each([
    [
      'the words of the backend',
      { cause: new Error('said there') },
      'said there',
    ],
    ['the words of the client', {}, 'said by the client'],
  ])('quotes %s', (_, fields, message) => {
    expect(failureMessage(named('ResponseError', fields))).toBe(message);
  });

  it('spares the reader a validation report', () => {
    expect(failureMessage(named('ZodError'))).toBe('');
  });
});
