import { describeExit } from '../../detectors/shared/exitCodes';
import { field } from '../../findings/evidence';
import { means } from '../../signatures';
import { Cause } from '../Cause';
import { failingContainers } from '../failingContainers';
import { ContainerFailure } from '../reading/ContainerFailure';
import { tellsThat, toldBy } from '../reading/told';
import { unhandledErrors } from '../reading/unhandledErrors';
import { unreadLog } from '../reading/unreadLog';

/** The program ends by a mistake of its own. */
export const applicationBug: Cause = {
  id: 'application-bug',
  title: 'The program has a bug',
  explains: failingContainers,
  touchedBy: ['image'],
  documentation: {
    speaks:
      'The log of a container that fails ends with a panic, an exception that nothing handles or a segmentation fault, or its exit code says the same.',
    silent:
      'Any other known sign in the same log wins: an exception is then only how the program says that something it needs is missing.',
  },

  *assess({ failures }) {
    const own = failures.filter(saysNothingElse);
    const told = toldBy(own, unhandledErrors);
    if (told) {
      yield { message: tellsThat(told), evidence: told.evidence };
      return;
    }
    const killed = own.find(each =>
      means('exit.native-crash', each.end?.end.exitCode),
    );
    if (!killed?.end) return;
    const { container, end } = killed;
    yield {
      message: `Container ${container.name} ends with ${describeExit(end.end.exitCode)}`,
      evidence: [
        {
          evidence: field(
            container.pod,
            `${end.path}.exitCode`,
            end.end.exitCode,
          ),
          as: 'status',
        },
      ],
      missing: killed.source === 'log' ? [] : [unreadLog(killed)],
    };
  },
};

function saysNothingElse({ matches }: ContainerFailure) {
  return matches.every(each => unhandledErrors.includes(each.signature.id));
}
