import { createPrivacy } from './createPrivacy';

const TEXT = `ana@example.org asked 52.17.9.12 with ${'ghp'}_${'aB3'.repeat(12)}`;

describe('createPrivacy', () => {
  it('masks everything private and gives back all but credentials', () => {
    const privacy = createPrivacy({ key: 'key' }).maskFor({});
    const masked = privacy.mask(TEXT);
    expect(masked).not.toMatch(/ana@|52\.17|ghp_/);
    const back = privacy.unmask(masked);
    expect(back).toContain('ana@example.org asked 52.17.9.12 with ');
    expect(back).not.toContain('ghp_');
  });

  it('sends what a model may be sent, but never a credential', () => {
    const masked = createPrivacy({ key: 'key' })
      .maskFor({ sends: ['email'] })
      .mask(TEXT);
    expect(masked).toContain('ana@example.org');
    expect(masked).not.toMatch(/52\.17|ghp_/);
  });

  it('keeps in the ledger all but credentials', () => {
    const kept = createPrivacy({ key: 'key' }).hideCredentials(TEXT);
    expect(kept).toContain('ana@example.org asked 52.17.9.12');
    expect(kept).not.toContain('ghp_');
  });

  it('hides what environment variables hold wherever it stands, unless a model may read it', () => {
    const privacy = createPrivacy({ key: 'key' });
    const value = 'tenant "blue heron"';
    privacy.withoutCredentials({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'cart' },
      spec: { containers: [{ name: 'app', env: [{ name: 'TENANT', value }] }] },
    });
    const text = `${JSON.stringify({ value })} for ${value}`;
    const mask = privacy.maskFor({});
    const masked = mask.mask(text);
    expect(masked).toMatch(/^\{"value":"(<value-\w+>)"\} for \1$/);
    expect(mask.unmask(masked.slice(-16))).toContain(value);
    expect(privacy.maskFor({ sends: ['setting'] }).mask(text)).toBe(text);
  });
});
