import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { ControlPlane } from './ControlPlane';
import { findKubernetesBinaries } from './findKubernetesBinaries';

const run = promisify(execFile);

/** Runs a command line as somebody would who copied it, with kubectl for the cluster on the path. Rejects with what the command said if it fails. */
export async function shellOf({
  kubeconfig,
}: ControlPlane): Promise<(command: string) => Promise<void>> {
  const { kubectl } = await findKubernetesBinaries();
  const env = {
    ...process.env,
    PATH: `${dirname(kubectl)}:${process.env.PATH}`,
    KUBECONFIG: kubeconfig,
  };
  return async command => {
    await run('/bin/sh', ['-c', command], { env });
  };
}
