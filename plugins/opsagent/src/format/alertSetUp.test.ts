import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { alertReceiver, ALERT_TOKEN } from './alertSetUp';

const documented = readFileSync(
  resolve(__dirname, '../../../../docs/alerts.md'),
  'utf8',
);

describe('the configuration for alerts', () => {
  it('is the documented one, of the token', () => {
    const [, withoutHints] = /```yaml\n(backend:.*?)```/s.exec(
      documented.replace(/ # .*$/gm, ''),
    )!;
    expect(ALERT_TOKEN).toBe(withoutHints);
  });

  it('is the documented one, of the receiver', () => {
    const [, receiver] = /```yaml\n(route:.*?)```/s.exec(documented)!;
    expect(alertReceiver('https://portal.example.com/api/opsagent')).toBe(
      receiver,
    );
  });
});
