import { redact } from './redact';

const letters = (count: number) => 'a1'.repeat(count / 2);

describe('redact', () => {
  it.each([
    ['postgres://u:hunter7@host/db', 'postgres://u:(hidden)@host/db'],
    [
      'a redis://:hunter7@h, b amqp://u:x$&y@h',
      'a redis://:(hidden)@h, b amqp://u:(hidden)@h',
    ],
    ['u://u:u@u', 'u://u:(hidden)@u'],
    [
      `u://${'u'.repeat(200)}:${'p'.repeat(500)}@h`,
      `u://${'u'.repeat(200)}:(hidden)@h`,
    ],
    [
      'api-01234567-89ab-cdef-0123-456789abcdef of kube-api-access-x7z4q',
      '(hidden) of kube-api-access-x7z4q',
    ],
    [`token ghp_${letters(36)} refused`, 'token (hidden) refused'],
    [`key AKIA${'A'.repeat(16)}!`, 'key (hidden)!'],
    [
      `Bearer eyJ${letters(12)}.eyJ${letters(12)}.${letters(12)}`,
      'Bearer (hidden)',
    ],
    [
      `${['-----BEGIN RSA PRIVATE', 'KEY-----'].join(' ')} abc -----END RSA PRIVATE KEY----- end`,
      '(hidden) end',
    ],
    [`${['-----BEGIN PRIVATE', 'KEY-----'].join(' ')} abc`, '(hidden)'],
  ])('hides what is secret of %j', (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it.each([
    'GET https://shop.example.org:8443/cart?mail=a@example.org',
    'dial tcp 10.0.0.1:5432: connect: connection refused',
    'https://user@example.org/',
    'registry.example.org/shop/cart:1.2@sha256:0123',
    '-----BEGIN CERTIFICATE-----',
  ])('leaves %j as it is', text => {
    expect(redact(text)).toBe(text);
  });
});
