export { Redactor } from './Redactor';
export type { RedactorOptions } from './Redactor';
export { DISCLOSABLE_CLASSES } from './TextClass';
export type { DisclosableClass, TextClass } from './TextClass';
