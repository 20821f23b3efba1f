export { accuracy } from './accuracy';
export { privacy } from './privacy';
export { scenarios } from './scenarios';
