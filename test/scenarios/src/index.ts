export { accuracy } from './accuracy';
export { scenarios } from './scenarios';
