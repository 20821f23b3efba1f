export { chromiumPath } from './chromiumPath';
