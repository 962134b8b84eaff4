import type { Done } from "./worker-pool";

/** Asks several questions at once. The answers are in the order of the questions. */
export type Desk<Q, A> = (questions: readonly Q[]) => Promise<A[]>;

interface Group<Q, A> {
  readonly questions: readonly Q[];
  readonly resolve: (answers: A[]) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The entities of a load ask their questions one by one. This class gathers them, so that one request carries many. A request
 * goes out when it is full, or when no entity is at work that might ask more.
 *
 * A caller must not ask while it holds something that another entity waits for, such as a place in the worker pool.
 */
export class Gathering {
  private atWork = 0;
  /** Requests whose answers have not come. */
  private underWay = 0;
  private readonly desks: ((idle: boolean) => boolean)[] = [];

  /** Registers a worker that may ask. @returns a function that says that the work is over. */
  join(): Done {
    this.atWork++;
    return once(() => this.leave(1));
  }

  /** Says that one worker waits for another. @returns a function that says that the worker continues. */
  rest(): Done {
    this.leave(1);
    return once(() => {
      this.atWork++;
    });
  }

  /**
   * A desk at which workers ask. When no worker is busy, the desk that was made first sends its questions first: workers who
   * get answers there may then ask at the later desks.
   *
   * @param max most questions in one request. Questions that are asked together stay together.
   * @param isPatient waits for the answers under way at other desks, since those who get them will ask here.
   */
  desk<Q, A>(
    max: number,
    ask: (questions: readonly Q[]) => Promise<readonly A[]>,
    isPatient: boolean = false,
  ): Desk<Q, A> {
    const waiting: Group<Q, A>[] = [];
    const isIdle = (idle: boolean) => idle && !(isPatient && this.underWay > 0);
    const isDue = (idle: boolean) => waiting.length > 0 && (isIdle(idle) || isFull(waiting, max));
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
    this.underWay++;
    // Before the first worker continues: it must not find the others idle.
    const atWorkAgain = () => {
      this.underWay--;
      this.atWork += groups.length;
    };
    try {
      const answers = await ask(groups.flatMap(({ questions }) => questions));
      atWorkAgain();
      let first = 0;
      for (const { questions, resolve } of groups) {
        resolve(answers.slice(first, first + questions.length));
        first += questions.length;
      }
    } catch (error) {
      atWorkAgain();
      for (const { reject } of groups) reject(error);
    }
  }

  private leave(some: number): void {
    this.atWork -= some;
    // An answer that is under way will make its askers ask again. The others need not wait for a smaller request than that.
    let idle = this.atWork <= 0;
    for (const asks of this.desks) if (asks(idle)) idle = false;
  }
}

function sizeOf(groups: readonly { readonly questions: readonly unknown[] }[]): number {
  return groups.reduce((sum, { questions }) => sum + questions.length, 0);
}

/** Whether one request is full. When two requests' worth of questions wait, another one follows anyway, so this one may go. */
function isFull<Q, A>(waiting: readonly Group<Q, A>[], max: number): boolean {
  return sizeOf(fitting(waiting, max)) >= max || sizeOf(waiting) >= 2 * max;
}

/** The first group, and the other groups that fit beside it in one request. Small groups fill what a large one leaves. */
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
