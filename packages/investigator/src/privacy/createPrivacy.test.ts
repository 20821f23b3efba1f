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

  it('hides a short credential by the name of its variable, and leaves short settings', () => {
    const env = [
      { name: 'DOOR_PIN', value: '4711' },
      { name: 'LOGIN_OTP', value: '12' },
      { name: 'STAGE', value: 'prod' },
      { name: 'VERBOSE', value: 'true' },
      { name: 'PORT', value: '8080' },
    ];
    const privacy = createPrivacy({ key: 'key' });
    const kept = privacy.withoutCredentials({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'cart' },
      spec: { containers: [{ name: 'app', env }] },
    });
    const told = privacy.maskFor({}).mask(JSON.stringify(kept));
    expect(told).not.toMatch(/"4711"|"12"/);
    expect(told).toMatch(/"prod".*"true".*"8080"/);
    expect(privacy.hideCredentials('door_pin=4711 refused')).not.toContain(
      '4711',
    );
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
    const later = createPrivacy({ key: 'other', known: privacy.learned() });
    expect(later.maskFor({}).mask(text)).toBe(masked);
  });
});
