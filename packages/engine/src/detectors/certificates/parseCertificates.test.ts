import { days } from '../../snapshot/durations';
import { NOW } from '../../testing/builders';
import { decodeBytes, parseCertificates } from './parseCertificates';
import { testCertificate } from './testCertificate';

describe('parseCertificates', () => {
  it('reads what a diagnosis needs', () => {
    const pem = testCertificate({
      name: 'cart',
      hosts: ['cart.example.org', '*.shop.example.org'],
      validFor: { since: -1, until: 2 },
    });
    expect(parseCertificates(pem)).toEqual([
      {
        name: 'cart',
        serial: '12345',
        notBefore: NOW.getTime() - days(1),
        notAfter: NOW.getTime() + days(2),
        hosts: ['cart.example.org', '*.shop.example.org'],
      },
    ]);
  });

  it('reads a chain in its order and leaves out what it cannot read', () => {
    const pem = [
      testCertificate({ name: 'leaf' }),
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      testCertificate({ name: 'authority' }),
    ].join('# a remark\n');
    expect(parseCertificates(pem).map(each => each.name)).toEqual([
      'leaf',
      'authority',
    ]);
  });

  it.each(['', 'no PEM', '-----BEGIN CERTIFICATE-----'])(
    'finds nothing in %p',
    text => {
      expect(parseCertificates(text)).toEqual([]);
    },
  );
});

describe('decodeBytes', () => {
  it('decodes base64 and refuses anything else', () => {
    expect(decodeBytes('Y2FydA==')).toBe('cart');
    expect(decodeBytes('§')).toBeUndefined();
  });
});
