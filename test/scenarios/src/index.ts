export { accuracy } from './accuracy';
export { investigations } from './investigations';
export { privacy } from './privacy';
export { scenarios } from './scenarios';
