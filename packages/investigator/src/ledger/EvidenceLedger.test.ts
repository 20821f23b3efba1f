import { openPrivacy } from '../testing/openPrivacy';
import { EvidenceLedger } from './EvidenceLedger';

const TOKEN = `ghp_${'x'.repeat(36)}`;

describe('EvidenceLedger', () => {
  it('keeps no credential, neither in a text nor where it was read', () => {
    const ledger = new EvidenceLedger({ privacy: openPrivacy });
    const seen = {
      kind: 'field' as const,
      path: `metadata.annotations.push-${TOKEN}`,
      text: `with ${TOKEN}`,
    };
    const entry = ledger.enter(seen);
    expect(entry).toEqual({
      id: 'E1',
      kind: 'field',
      path: 'metadata.annotations.push-(hidden)',
      text: 'with (hidden)',
    });
    expect(ledger.enter(seen)).toBe(entry);
    expect(ledger.entries()).toEqual([entry]);
  });

  it('says what it cut of a long text', () => {
    const ledger = new EvidenceLedger({ privacy: openPrivacy });
    const { text } = ledger.enter({ kind: 'log', text: 'a'.repeat(6_000) });
    expect(text).toBe(`${'a'.repeat(5_000)}… [cut: 1000 more characters]`);
  });
});
