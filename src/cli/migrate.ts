import { withDatabase } from './open';

void withDatabase(() => Promise.resolve('the schema is up to date'));
