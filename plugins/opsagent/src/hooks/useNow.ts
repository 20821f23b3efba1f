import { useEffect, useState } from 'react';

const STEP = 5_000;

/** The present time, in steps of five seconds, for texts that grow old by themselves. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), STEP);
    return () => clearInterval(timer);
  }, []);
  return now;
}
