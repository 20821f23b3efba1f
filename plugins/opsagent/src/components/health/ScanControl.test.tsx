import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { sampleCluster } from '../../__testUtils__/sampleCluster';
import { ScanControl } from './ScanControl';

describe('ScanControl', () => {
  it('tells a reader who may not ask for a scan which permission that takes', async () => {
    const requestScan = jest.fn();
    renderInTestApp(
      <ScanControl
        clusters={[sampleCluster({ mayScan: false })]}
        refresh={jest.fn()}
      />,
      { apis: [[opsAgentApiRef, { requestScan }]] },
    );

    const button = await screen.findByRole('button', { name: 'Scan now' });
    await userEvent.click(button);
    expect(
      await screen.findByText(/needs the permission opsagent\.scan\.create/),
    ).toBeVisible();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(requestScan).not.toHaveBeenCalled();
  }, 30_000);
});
