import { ModelUsage } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { numberText } from '../format/amounts';
import { useLocale } from './useLocale';
import { useText } from './useText';

/** Enough for calls that cost parts of a cent. */
const DECIMALS = 4;

/**
 * Writes what was used of a model: tokens and, where models have prices, money.
 *
 * @param currency - of the prices, such as `EUR`
 */
export function useUsageText(currency?: string) {
  const t = useText();
  const locale = useLocale();
  return useCallback(
    ({ cost, estimated, inputTokens, outputTokens }: ModelUsage): string => {
      const tokens = numberText(inputTokens + outputTokens, locale, 0);
      return [
        t(`investigation.usage.${estimated ? 'estimated' : 'tokens'}`, {
          tokens,
        }),
        ...(cost === undefined
          ? []
          : [
              t('investigation.usage.cost', {
                cost: currency
                  ? moneyText(cost, currency, locale)
                  : numberText(cost, locale, DECIMALS),
              }),
            ]),
      ].join(' · ');
    },
    [t, locale, currency],
  );
}

function moneyText(amount: number, currency: string, locale: string) {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: DECIMALS,
  }).format(amount);
}
