import { useCallback } from 'react';
import { bytesText, numberText } from '../format/amounts';
import { useLocale } from './useLocale';
import { useText } from './useText';

/** Writes amounts of CPU, in cores, and of memory, in bytes. */
export function useAmountText() {
  const t = useText();
  const locale = useLocale();
  return useCallback(
    (resource: 'cpu' | 'memory', amount: number): string =>
      resource === 'cpu'
        ? t('clusterPages.amount.cpu', { amount: numberText(amount, locale) })
        : bytesText(amount, locale),
    [t, locale],
  );
}
