import Typography from '@mui/material/Typography';
import { NamespaceDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { quotaAmountText, shareText } from '../../format/amounts';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { HealthTable } from '../platform/HealthTable';
import { Pane } from '../Pane';
import { Unread, UnknownFigure } from './Figure';

export interface QuotasProps {
  quotas: NamespaceDetails['quotas'];
  unread: Unread;
}

/** What ResourceQuotas allow in a namespace, and how much of it is used. */
export function Quotas({ quotas, unread }: QuotasProps) {
  const t = useText();
  const locale = useLocale();
  const state = unread.find(each => each.kind === 'ResourceQuota')?.state;
  if (!quotas)
    return (
      <Pane title="ResourceQuota">
        <UnknownFigure kind="ResourceQuota" state={state ?? 'notCaptured'} />
      </Pane>
    );
  if (quotas.length === 0)
    return (
      <Typography variant="body2" color="text.secondary">
        {t('clusterPages.namespaces.noQuotas')}
      </Typography>
    );
  return (
    <>
      {quotas.map(({ name, resources }) => (
        <Pane key={name} title={t('clusterPages.namespaces.quotas', { name })}>
          <HealthTable
            label={t('clusterPages.namespaces.quotas', { name })}
            columns={[
              {
                title: t('clusterPages.column.resource'),
                width: 'minmax(0, 1fr)',
                cell: each => each.resource,
              },
              {
                title: t('clusterPages.column.used'),
                width: 'minmax(0, 2fr)',
                cell: ({ resource, hard, used = 0 }) => {
                  const text = (amount: number) =>
                    quotaAmountText(resource, amount, locale);
                  const share = shareText(used, hard, locale);
                  const amounts = { used: text(used), hard: text(hard) };
                  return share === undefined
                    ? t('clusterPages.namespaces.use', amounts)
                    : t('clusterPages.namespaces.useShare', {
                        ...amounts,
                        share,
                      });
                },
              },
            ]}
            rows={resources}
            keyOf={each => each.resource}
          />
        </Pane>
      ))}
    </>
  );
}
