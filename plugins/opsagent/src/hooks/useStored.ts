import {
  errorApiRef,
  StorageApi,
  storageApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';

const BUCKET = 'opsagent';

type Storable = Parameters<StorageApi['set']>[1];

/** What the portal keeps for the reader under a key; undefined until it is known, and where there is nothing. */
export function useStored(key: string) {
  const storage = useApi(storageApiRef);
  const errors = useApi(errorApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [value, setValue] = useState<unknown>(() => bucket.snapshot(key).value);

  useEffect(() => {
    setValue(bucket.snapshot(key).value);
    const subscription = bucket
      .observe$(key)
      .subscribe(snapshot => setValue(snapshot.value));
    return () => subscription.unsubscribe();
  }, [bucket, key]);

  /** The portal says so when it cannot be kept. */
  const store = useCallback(
    async (next: Storable) => {
      try {
        await bucket.set(key, next);
      } catch (caught) {
        errors.post(caught instanceof Error ? caught : new Error(`${caught}`));
      }
    },
    [bucket, errors, key],
  );

  return { value, store };
}
