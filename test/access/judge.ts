import type { Action } from '../../src/shared/web/rights';
import type { Asker } from './actors';
import { Answer, kindOf, plain } from './answers';
import type { Target } from './target';
import type { Tree } from './tree';

/** Compares answers with the rights matrix and keeps what is otherwise. */
export class Judge {
  readonly findings: string[] = [];

  constructor(
    readonly tree: Tree,
    readonly askers: readonly Asker[],
  ) {}

  found(where: string, what: string, asker?: Asker): void {
    this.findings.push(`${where}${asker ? ` as ${asker.label}` : ''}: ${what}`);
  }

  /** The answer is of the kind that the matrix says, and shows nothing of elsewhere. */
  kind(target: Target, asker: Asker, answer: Answer): void {
    const [kind, expected] = [kindOf(answer), target.expect(asker)];
    if (kind !== expected) this.found(target.route.key, `${kind}, expected ${expected}`, asker);
    this.read(target, asker, answer);
  }

  /** Nobody can tell from the answer that there is such a record (quality C2). */
  same(target: Target, asker: Asker, answer: Answer, missing: Answer): void {
    this.read(target, asker, answer);
    if (plain(answer) !== plain(missing))
      this.found(target.route.key, `${answer.status}, unlike a record that is not there`, asker);
  }

  /** Names, numbers and drafts of a site are for those who work there or above, and their owner. */
  read(target: Target, asker: Asker, { body }: Answer): void {
    for (const [name, station] of Object.entries(this.tree.stations)) {
      if (asker.mayAt('desk.view', station.path) || asker.owns(station)) continue;
      const secret = station.secrets.find((one) => body.includes(one));
      if (secret) this.found(target.route.key, `shows ${secret} of ${name}`, asker);
    }
  }

  /**
   * Everybody whose answer can differ: where rights come from the matrix, each role that has them at
   * every place; of the others one is enough.
   */
  worthAsking(target: Target): Asker[] {
    const { rule } = target.route.access!;
    const matrix = rule !== 'public' && rule !== 'account';
    const asked = new Set<string>();
    return this.askers.filter((asker) => {
      const role = asker.grant?.role;
      if (!role) return true;
      const right: Action = matrix ? rule : 'desk.view';
      const everyPlace = asker.mayAnywhere(right) && (matrix || role === 'clerk');
      if (everyPlace && rule !== 'public') return true;
      return !asked.has(role) && asked.add(role);
    });
  }

  /** One for each kind of answer. */
  oneOfEach(target: Target): Asker[] {
    return [...new Map(this.askers.map((asker) => [target.expect(asker), asker])).values()];
  }

  /** One for each kind of refusal. */
  refused(target: Target): Asker[] {
    return this.oneOfEach(target).filter((asker) => target.expect(asker) !== 'open');
  }

  /** Somebody for whom it is open, with as few rights as any. */
  holder(target: Target): Asker {
    const found = this.askers.find((asker) => target.expect(asker) === 'open');
    if (!found) throw new Error(`${target.route.key} is open to nobody`);
    return found;
  }
}
