import { createTranslationMessages } from '@backstage/core-plugin-api/alpha';
import { opsagentTranslationRef } from '../../translation';
import { askZh } from './ask';
import { clusterPagesZh } from './clusterPages';
import { diagnosisZh } from './diagnosis';
import { incidentPageZh } from './incidentPage';
import { incidentListZh } from './incidentList';
import { incidentsZh } from './incidents';
import { investigationZh } from './investigation';
import { lifecycleZh } from './lifecycle';
import { platformZh } from './platform';
import { summaryZh } from './summary';

/** Every text of the plugin in Simplified Chinese, which has one plural form only. */
export default createTranslationMessages({
  ref: opsagentTranslationRef,
  messages: {
    ...askZh,
    ...clusterPagesZh,
    ...diagnosisZh,
    ...incidentPageZh,
    ...incidentListZh,
    ...incidentsZh,
    ...investigationZh,
    ...lifecycleZh,
    ...platformZh,
    ...summaryZh,
  },
});
