import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect, useMemo, useState } from 'react';
import { searchOf, STATES } from '../format/incidentFilters';
import {
  SavedView,
  viewsOf,
  withoutView,
  withView,
} from '../format/savedViews';
import { useStored } from './useStored';
import { useText } from './useText';

const KEY = 'incidentViews';
/** States of what the list of what is open leaves out. */
const PUT_ASIDE = ['acknowledged', 'snoozed'] as const;

/** The views of the list of incidents: those that everybody has, and the reader's own, which the portal keeps. Until these are known none can be saved. */
export function useIncidentViews() {
  const t = useText();
  const owners = useOwnRefs();
  const { value, presence, store } = useStored(KEY);
  const own = useMemo(() => viewsOf(value), [value]);

  const provided: SavedView[] = [
    { name: t('incidentList.views.open'), search: '' },
    ...(owners
      ? [
          {
            name: t('incidentList.views.mine'),
            search: searchOf({ filters: { owner: owners }, order: 'severity' }),
          },
        ]
      : []),
    {
      name: t('incidentList.views.newest'),
      search: searchOf({ filters: { age: 'day' }, order: 'newest' }),
    },
    ...PUT_ASIDE.map(state => ({
      name: t(`incidentList.views.${state}`),
      search: searchOf({ filters: { state: [state] }, order: 'severity' }),
    })),
    {
      name: t('incidentList.views.everything'),
      search: searchOf({
        filters: { state: [...STATES] },
        order: 'severity',
      }),
    },
  ];

  return {
    provided,
    own,
    // All are stored as one: without those that there are, saving would delete them.
    save:
      presence === 'unknown'
        ? undefined
        : (view: SavedView) => store(withView(own, view)),
    rename: ({ name, search }: SavedView, to: string) =>
      store(withView(withoutView(own, name), { name: to, search })),
    remove: ({ name }: SavedView) => store(withoutView(own, name)),
  };
}

/** Entity refs of the reader and of the reader's groups; undefined until they are known. */
function useOwnRefs(): string[] | undefined {
  const identity = useApi(identityApiRef);
  const [refs, setRefs] = useState<string[]>();
  useEffect(() => {
    let isCurrent = true;
    identity.getBackstageIdentity().then(
      ({ ownershipEntityRefs }) => isCurrent && setRefs(ownershipEntityRefs),
      // Without them there is no view of what is the reader's own.
      () => isCurrent && setRefs(undefined),
    );
    return () => {
      isCurrent = false;
    };
  }, [identity]);
  return refs;
}
