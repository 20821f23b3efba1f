import { Finding } from '../../findings/Finding';
import { Cause } from '../Cause';
import { proof } from '../causeOfRule';

const PROVED_BY: readonly string[] = ['api.removed-version'];
const FOLLOWERS: readonly string[] = ['flux.not-ready', 'argocd.sync-failed'];

/** In the words of Kubernetes' REST mapper, of Helm and of Argo CD. */
const NO_SUCH_KIND =
  /no matches for kind|unable to recognize|could not find (?:the )?version "|ensure CRDs are installed first|resource mapping not found/i;

export const apiVersionRemoved: Cause = {
  id: 'api-version-removed',
  title: 'A manifest uses an API version that the server does not serve',
  explains: [...PROVED_BY, ...FOLLOWERS],
  provedBy: PROVED_BY,
  followers: FOLLOWERS,
  documentation: {
    speaks:
      'A manifest names a version of an API that Kubernetes has removed, or the delivery reports that the server knows no such kind in that version.',
    silent: 'A version that is deprecated and still served breaks nothing yet.',
    sources: [
      'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    ],
  },

  *assess(context) {
    const isProof = PROVED_BY.includes(context.finding.detector);
    if (!isProof && !saysSo(context.finding)) return;
    const own = proof(context);
    yield isProof
      ? own
      : {
          ...own,
          evidence: own.evidence.map(each => ({
            ...each,
            as: tellsOfKind(JSON.stringify(each.evidence)) ? 'text' : each.as,
          })),
        };
  },
};

function saysSo({ message, evidence }: Finding) {
  return tellsOfKind(message) || tellsOfKind(JSON.stringify(evidence));
}

function tellsOfKind(text: string) {
  return NO_SUCH_KIND.test(text.replace(/\\"/g, '"'));
}
