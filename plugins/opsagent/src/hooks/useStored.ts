import {
  errorApiRef,
  StorageApi,
  storageApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';

const BUCKET = 'opsagent';

type Storable = Parameters<StorageApi['set']>[1];

/**
 * What the portal keeps for the reader under a key, undefined where there is nothing.
 *
 * While `presence` is `unknown` it has not been read, for good when that fails: nothing can be concluded from its absence then, nor stored that rests on it.
 */
export function useStored(key: string) {
  const storage = useApi(storageApiRef);
  const errors = useApi(errorApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [{ value, presence }, setSnapshot] = useState(() =>
    bucket.snapshot(key),
  );

  useEffect(() => {
    setSnapshot(bucket.snapshot(key));
    const subscription = bucket.observe$(key).subscribe(setSnapshot);
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

  return { value: value as unknown, presence, store };
}
