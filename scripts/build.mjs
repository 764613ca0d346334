// npm run build
import { rebuild } from './prepare.mjs';

rebuild();
