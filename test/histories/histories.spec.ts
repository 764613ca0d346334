import fc from 'fast-check';
import { Admission } from '../../src/enrollment/admission';
import { Decisions } from '../../src/enrollment/decisions';
import { Database } from '../../src/shared/database/database';
import { Sql } from '../../src/shared/database/sql';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { startApp, TestApp } from '../support/app';
import { World } from '../support/world';
import { histories, PEOPLE, Stage } from './history';
import { uphold } from './laws';

jest.setTimeout(900_000);

const NOW = instantOf('2026-11-24', '09:00');
/** A run of the suite plays some; HISTORIES=2000 plays as many as a release asks for. */
const HISTORIES = Number(process.env.HISTORIES ?? 120);

let test: TestApp;
let stage: Stage;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  const world = await World.make(test.database, NOW);
  stage = new Stage(test, world, await world.learners(PEOPLE), NOW);
});
afterAll(() => test.stop());

const run = (numRuns: number, seed: number) =>
  fc.assert(
    fc.asyncProperty(histories, (one) => stage.play(one, (id) => uphold(test, id))),
    { numRuns, seed, endOnFailure: true },
  );

it(`holds its laws after every step of ${HISTORIES} random histories`, () =>
  run(HISTORIES, Math.trunc(Math.random() * 1e9)));

/** The law that a failed run names. */
const because = (law: RegExp) => ({ cause: { message: expect.stringMatching(law) as string } });

describe('notices', () => {
  afterEach(() => jest.restoreAllMocks());

  it('a seat that is given without being counted', async () => {
    jest
      .spyOn(Admission.prototype as never, 'count')
      .mockImplementation((() => undefined) as never);
    await expect(run(300, 1)).rejects.toMatchObject(because(/^(taken|waiting|applied) \d/));
  });

  it('a queue that is served from its end', async () => {
    const execute = Database.prototype.execute;
    jest.spyOn(Database.prototype, 'execute').mockImplementation(function (
      this: Database,
      tx,
      query,
    ) {
      const turned = query.strings.map((text) =>
        text.replace('ORDER BY queue_number LIMIT', 'ORDER BY queue_number DESC LIMIT'),
      );
      return execute.call(this, tx, new Sql(turned, query.values));
    });
    await expect(run(300, 2)).rejects.toMatchObject(because(/jumped the queue/));
  });

  it('a decision that nobody wrote down', async () => {
    jest.spyOn(Decisions.prototype, 'record').mockResolvedValue();
    await expect(run(50, 3)).rejects.toMatchObject(because(/nothing explains/));
  });
});
