import { tearDown } from './prefix.js';

export default tearDown;
