import { seedDemo } from '../demo/seed-demo';
import { Clock } from '../shared/kernel/clock';
import { withDatabase } from './open';

void withDatabase(async (database) => {
  if (process.argv[2] !== 'demo') throw new Error('usage: npm run seed -- demo');
  const said: string[] = [];
  await seedDemo(database, new Clock().now(), (line) => said.push(line));
  return said.join('\n') || 'the database is not empty: nothing was loaded';
});
