import { Batcher, QueueFull } from '../../src/shared/kernel/batcher';

it('takes everybody who arrives while a batch is being written into the next one, in order', async () => {
  const sizes: number[] = [];
  const batcher = new Batcher<number, number>(async (items) => {
    sizes.push(items.length);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return items.map((item) => item * 2);
  });
  const first = batcher.submit(1);
  await new Promise((resolve) => setTimeout(resolve, 2));
  const rest = [2, 3, 4].map((item) => batcher.submit(item));
  expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8]);
  expect(sizes).toEqual([1, 3]);
});

it('lets one bad item fail alone', async () => {
  const batcher = new Batcher<number, number>((items) =>
    items.includes(2) ? Promise.reject(new Error('two')) : Promise.resolve(items),
  );
  const answers = await Promise.allSettled([1, 2, 3].map((item) => batcher.submit(item)));
  expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('refuses what does not fit into the queue', async () => {
  const batcher = new Batcher<number, number>((items) => Promise.resolve(items), {
    batch: 1,
    queue: 2,
    apart: true,
  });
  const answers = await Promise.allSettled([1, 2, 3].map((item) => batcher.submit(item)));
  expect(answers[2]).toMatchObject({ status: 'rejected', reason: expect.any(QueueFull) });
});

it('fails a batch for all of them when asked to, without trying each again', async () => {
  let tries = 0;
  const limits = { batch: 10, queue: 10, apart: false };
  const batcher = new Batcher<number, number>(() => {
    tries++;
    return Promise.reject(new Error('down'));
  }, limits);
  const answers = await Promise.allSettled([1, 2, 3].map((item) => batcher.submit(item)));
  expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(tries).toBe(1);
});
