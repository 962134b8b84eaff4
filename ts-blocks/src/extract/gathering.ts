import type { Done } from "./worker-pool";

/** Asks some questions at once; the answers are in their order. */
export type Desk<Q, A> = (questions: readonly Q[]) => Promise<A[]>;

interface Group<Q, A> {
  readonly questions: readonly Q[];
  readonly resolve: (answers: A[]) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gathers the questions that the entities of a load ask one by one, so that one request asks many of them. A request goes out
 * when it is full, or when nobody is at work who might ask more.
 *
 * Do not ask while you hold what another one at work waits for, such as a place of the worker pool.
 */
export class Gathering {
  private atWork = 0;
  private readonly desks: ((idle: boolean) => boolean)[] = [];

  /** Says that somebody is at work who may ask. @returns what says that the work is over. */
  join(): Done {
    this.atWork++;
    return once(() => this.leave(1));
  }

  /** Says that one at work waits for another. @returns what says that it goes on. */
  rest(): Done {
    this.leave(1);
    return once(() => {
      this.atWork++;
    });
  }

  /**
   * A place to ask at, for those who have joined. Where nobody is at work, desks that were made earlier ask first: those who
   * get an answer there may come to the later ones.
   *
   * @param max most questions of one request; those that are asked together stay together.
   */
  desk<Q, A>(max: number, ask: (questions: readonly Q[]) => Promise<readonly A[]>): Desk<Q, A> {
    const waiting: Group<Q, A>[] = [];
    const isDue = (idle: boolean) => waiting.length > 0 && (idle || isFull(waiting, max));
    this.desks.push((idle) => {
      let asks = false;
      for (; isDue(idle); asks = true) {
        const groups = fitting(waiting, max);
        for (const group of groups) waiting.splice(waiting.indexOf(group), 1);
        void this.answer(groups, ask);
      }
      return asks;
    });
    return (questions) =>
      questions.length === 0
        ? Promise.resolve([])
        : new Promise<A[]>((resolve, reject) => {
            waiting.push({ questions, resolve, reject });
            this.leave(1);
          });
  }

  private async answer<Q, A>(
    groups: readonly Group<Q, A>[],
    ask: (questions: readonly Q[]) => Promise<readonly A[]>,
  ): Promise<void> {
    try {
      const answers = await ask(groups.flatMap(({ questions }) => questions));
      // Before the first of them goes on: it must not find the others idle.
      this.atWork += groups.length;
      let first = 0;
      for (const { questions, resolve } of groups) {
        resolve(answers.slice(first, first + questions.length));
        first += questions.length;
      }
    } catch (error) {
      this.atWork += groups.length;
      for (const { reject } of groups) reject(error);
    }
  }

  private leave(some: number): void {
    this.atWork -= some;
    // An answer that is under way will set its askers to work again, and others need not wait for less than that.
    let idle = this.atWork <= 0;
    for (const asks of this.desks) if (asks(idle)) idle = false;
  }
}

function sizeOf(groups: readonly { readonly questions: readonly unknown[] }[]): number {
  return groups.reduce((sum, { questions }) => sum + questions.length, 0);
}

/** Whether nothing more fits beside what waits; where another request will follow in any case, this one may go. */
function isFull<Q, A>(waiting: readonly Group<Q, A>[], max: number): boolean {
  return sizeOf(fitting(waiting, max)) >= max || sizeOf(waiting) >= 2 * max;
}

/** The first group, and what of the others one request holds beside it: smaller ones fill what a larger one leaves. */
function fitting<Q, A>(waiting: readonly Group<Q, A>[], max: number): Group<Q, A>[] {
  const taken: Group<Q, A>[] = [];
  let size = 0;
  for (const group of waiting) {
    if (taken.length > 0 && size + group.questions.length > max) continue;
    taken.push(group);
    size += group.questions.length;
  }
  return taken;
}

function once(work: () => void): Done {
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    work();
  };
}
