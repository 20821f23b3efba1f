import { Life } from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';

/** Tells when something came into another state after it was first shown, so that nobody overwrites what they have not seen. */
export function useUnseenChange({ stateSince }: Pick<Life, 'stateSince'>) {
  const [known] = useState(stateSince);
  const [accepted, setAccepted] = useState(stateSince);
  const unseen = stateSince !== known;
  const mustAsk = unseen && stateSince !== accepted;

  /** Whether to go on. After a change the first call only asks; each further change asks anew. */
  function confirm(): boolean {
    if (mustAsk) setAccepted(stateSince);
    return !mustAsk;
  }

  return { unseen, asked: unseen && !mustAsk, confirm };
}
