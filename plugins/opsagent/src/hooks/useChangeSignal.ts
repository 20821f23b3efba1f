import { useSignal } from '@backstage/plugin-signals-react';
import {
  CHANGE_SIGNAL_CHANNEL,
  ChangeSignal,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useEffect, useRef } from 'react';

/** Milliseconds over which the pages that a signal reaches spread their requests. */
const SPREAD = 3_000;

/** Calls back some moments after the backend has said that something changed; never in a portal without the signals plugin. */
export function useChangeSignal(onChange: () => void) {
  const { lastSignal } = useSignal<ChangeSignal>(CHANGE_SIGNAL_CHANNEL);
  const onChangeRef = useRef(onChange);
  onChangeRef.current = onChange;
  const waitingRef = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => {
    if (!lastSignal || waitingRef.current) return;
    waitingRef.current = setTimeout(() => {
      waitingRef.current = undefined;
      onChangeRef.current();
    }, Math.random() * SPREAD);
  }, [lastSignal]);

  useEffect(() => () => clearTimeout(waitingRef.current), []);
}
