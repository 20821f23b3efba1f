import { referenceTo } from '../../findings/evidence';
import { Cause, CauseContext, WeighedEvidence } from '../Cause';
import { failingContainers } from '../failingContainers';
import { tellsThat, toldBy } from '../reading/told';

/** The database lacks what the program expects of its schema. */
export const migrationMissing: Cause = {
  id: 'migration-missing',
  title: 'The database was not migrated to what the program expects',
  explains: failingContainers,
  touchedBy: ['image'],
  isSharedByRevision: true,
  documentation: {
    speaks:
      'The log misses a table or column, or waits for the lock of a migration. Surer where a migration Job of the namespace has failed.',
    silent:
      'Refuted by a pod of the same revision that is well: its schema is the same.',
  },

  *assess(context) {
    const told = toldBy(context.failures, [
      'log.missing-table',
      'log.migration-locked',
    ]);
    if (!told) return;
    yield {
      message: tellsThat(told),
      evidence: [...told.evidence, ...failedMigration(context)],
    };
  },
};

function failedMigration({
  snapshot,
  graph,
  finding,
  problemsOf,
}: CauseContext): WeighedEvidence[] {
  const { namespace } = finding.subject;
  for (const job of snapshot.inNamespace('Job', namespace)) {
    if (!/migrat/i.test(job.metadata.name)) continue;
    const [problem] = [
      ...problemsOf(referenceTo(job)),
      ...problemsOf(graph.topOwner(job)),
    ].filter(each => each.id !== finding.id);
    if (problem)
      return problem.evidence
        .slice(0, 2)
        .map(evidence => ({ evidence, as: 'status' }));
  }
  return [];
}
