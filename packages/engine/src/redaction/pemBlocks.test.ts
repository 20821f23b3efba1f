import { Redactor } from './Redactor';

const mark = (verb: string, label: string) => `-----${verb} ${label}-----`;
const KEY = 'PRIVATE KEY';
const CERTIFICATE = 'CERTIFICATE';
const beginKey = mark('BEGIN', KEY);
const endKey = mark('END', KEY);
const beginCertificate = mark('BEGIN', CERTIFICATE);
const endCertificate = mark('END', CERTIFICATE);

const mask = (text: string) =>
  new Redactor({ key: 'key', classes: [] }).maskText(text);

describe('private keys where only credentials are masked', () => {
  it.each([
    [
      'behind an unfinished certificate',
      `expected ${beginCertificate}, got ${beginKey} k e y ${endKey}`,
    ],
    [
      'cut off, before a certificate',
      `k e y ${endKey}\n${beginCertificate} public ${endCertificate}`,
    ],
    [
      'without an end, before a certificate',
      `${beginKey}\nk e y\n${beginCertificate} public ${endCertificate}`,
    ],
    [
      'cut off, behind an unfinished certificate',
      `${beginCertificate} k e y ${endKey} ${endCertificate}`,
    ],
    [
      'with the end of another key in it',
      `${beginKey} k ${mark('END', `EC ${KEY}`)} k e y ${endKey}`,
    ],
  ])('are masked %s', (_, text) => {
    expect(mask(text)).not.toContain('k e y');
  });

  it('leave a certificate behind them readable', () => {
    const certificate = `${beginCertificate} public ${endCertificate}`;
    expect(mask(`${beginKey}\nk e y\n${certificate}`)).toMatch(
      /^<secret-[0-9a-f]+>-----BEGIN CERTIFICATE----- public/,
    );
  });
});
