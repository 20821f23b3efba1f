import { provisionersOf } from '../../detectors/storage/provisionersOf';
import { field, referenceTo } from '../../findings/evidence';
import { classOf } from '../../scheduling/volumeBinding';
import { CauseContext } from '../Cause';
import { symptomDetectors } from '../symptomDetectors';
import { Upstream } from './Upstream';

/** For a claim that waits: what is wrong with the workload that makes volumes of its class. */
export function* problemsOfProvisioners(
  context: CauseContext,
): Iterable<Upstream> {
  const { finding, snapshot, problemsOf } = context;
  const { kind, namespace, name } = finding.subject;
  const claim =
    kind === 'PersistentVolumeClaim'
      ? snapshot.get('PersistentVolumeClaim', namespace, name)
      : undefined;
  const storageClass = claim && classOf(claim, snapshot);
  if (!storageClass?.provisioner) return;
  const { provisioner } = storageClass;
  const evidence = [
    { evidence: field(storageClass, 'provisioner', provisioner) },
  ];
  for (const workload of provisionersOf(provisioner, context))
    for (const problem of problemsOf(referenceTo(workload)))
      if (!symptomDetectors.has(problem.detector))
        yield { problem, evidence, isOfAnyCause: true };
}
