import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { CheckCoverage } from './CheckCoverage';

describe('how much was checked', () => {
  it.each([
    [{ ran: 820, total: 820, unread: 0 }, 'all 820 checks ran'],
    [
      { ran: 820, total: 820, unread: 2 },
      'all 820 checks ran · 2 kinds not fully read',
    ],
    [
      { ran: 816, total: 820, unread: 1 },
      '816 of 820 checks ran · 1 kind not fully read',
    ],
    [{ ran: 0, total: 1, unread: 0 }, '0 of 1 check ran'],
  ])('tells of %j', async (checks, text) => {
    renderInTestApp(<CheckCoverage checks={checks} />);
    expect(await screen.findByText(text)).toBeVisible();
  });
});
