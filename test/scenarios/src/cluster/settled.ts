import { collectSnapshot } from '@opsagent/collector';
import { API_RESOURCES } from '@opsagent/engine';
import { ControlPlane } from '@opsagent/test-cluster';
import { setTimeout as sleep } from 'node:timers/promises';

/** Controllers renew these for ever. */
const RESTLESS = ['Event', 'Lease'];

const QUIET = 1_500;

const LONGEST = 45_000;

/** Waits until no object has changed for one and a half seconds, or for 45 seconds where controllers never come to rest. */
export async function settled({ kubeConfig }: ControlPlane): Promise<void> {
  const deadline = Date.now() + LONGEST;
  let known = '';
  let since = Date.now();
  while (Date.now() < deadline && Date.now() - since < QUIET) {
    await sleep(250);
    const state = await stateOf(kubeConfig);
    if (state === known) continue;
    known = state;
    since = Date.now();
  }
}

async function stateOf(kubeConfig: ControlPlane['kubeConfig']) {
  const { snapshot } = await collectSnapshot({
    kubeConfig,
    cluster: 'scenarios',
    signal: AbortSignal.timeout(30_000),
    resources: API_RESOURCES.filter(
      ({ kind, group }) =>
        !RESTLESS.includes(kind) && group !== 'rbac.authorization.k8s.io',
    ),
  });
  return snapshot
    .kinds()
    .flatMap(kind =>
      snapshot.all(kind).map(({ metadata }) => {
        const { uid, resourceVersion } = metadata as {
          uid?: string;
          resourceVersion?: string;
        };
        return `${uid}:${resourceVersion}`;
      }),
    )
    .sort()
    .join(' ');
}
