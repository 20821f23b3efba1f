export { opsagentTranslations } from './translations/opsagentTranslations';
export { opsagentTranslationsModule as default } from './translations/opsagentTranslationsModule';
