import { setUp } from './prefix.js';

export default setUp;
