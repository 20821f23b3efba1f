import { mockServices } from '@backstage/backend-test-utils';
import { setTimeout as delay } from 'node:timers/promises';
import { ClusterStore } from '../clusters/ClusterStore';
import { ScanClaims } from './ScanClaims';

const DURATION = 60;

describe('ScanClaims', () => {
  const logger = mockServices.logger.mock();
  const renewScan = jest.fn<
    Promise<boolean>,
    Parameters<ClusterStore['renewScan']>
  >();
  const beginScan = jest.fn(async (cluster: string) => `scan of ${cluster}`);
  const clusters = { beginScan, renewScan } as unknown as ClusterStore;
  let claims: ScanClaims;

  beforeEach(() => {
    jest.clearAllMocks();
    renewScan.mockReset().mockResolvedValue(true);
    claims = new ScanClaims({ clusters, logger, duration: DURATION });
  });

  const begin = async (cluster: string) => {
    const claim = await claims.begin(cluster);
    if (!claim) throw new Error(`${cluster} is claimed`);
    return claim;
  };

  it('renews a claim once at a time, however long that takes, and again afterwards', async () => {
    let answer = (_: boolean) => {};
    renewScan.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    const claim = await begin('prod');
    await delay(3 * DURATION);
    expect(renewScan).toHaveBeenCalledTimes(1);
    answer(true);
    await delay(DURATION);
    expect(renewScan.mock.calls.length).toBeGreaterThan(1);
    claim.end();
  });

  it('stops renewing a claim that has passed on, and lets the cluster be claimed anew', async () => {
    renewScan.mockResolvedValue(false);
    await begin('prod');
    expect(await claims.begin('prod')).toBeUndefined();
    await delay(DURATION);
    expect(renewScan).toHaveBeenCalledTimes(1);
    (await begin('prod')).end();
  });

  it('makes every claim outlast busy work before it begins, and is short again afterwards', async () => {
    const [prod, test] = [await begin('prod'), await begin('test')];
    const work = jest.fn(() => 'done');
    renewScan.mockClear();
    renewScan.mockImplementation(async cluster => {
      expect(work).not.toHaveBeenCalled();
      if (cluster === 'test') throw new Error('no connection');
      return true;
    });
    const before = Date.now();
    expect(await claims.outlasting(prod, 60_000, work)).toBe('done');
    const renewed = renewScan.mock.calls.map(([cluster, , { expiresAt }]) => [
      cluster,
      expiresAt.getTime() >= before + 60_000,
    ]);
    expect(renewed).toEqual([
      ['prod', true],
      ['test', true],
    ]);
    renewScan.mockReset().mockResolvedValue(true);
    await delay(DURATION);
    for (const [, , { expiresAt }] of renewScan.mock.calls)
      expect(expiresAt.getTime()).toBeLessThan(Date.now() + 2 * DURATION);
    expect(renewScan).toHaveBeenCalled();
    for (const each of [prod, test]) each.end();
  });

  it('does not begin work for a claim that has passed on', async () => {
    const claim = await begin('prod');
    const work = jest.fn();
    renewScan.mockResolvedValue(false);
    await expect(claims.outlasting(claim, 1_000, work)).rejects.toThrow(
      /claim of cluster prod has passed on/,
    );
    expect(work).not.toHaveBeenCalled();
  });
});
