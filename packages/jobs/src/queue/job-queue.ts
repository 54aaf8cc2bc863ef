import type { SqlExecutor } from '../sql-executor.ts';
import type { JobInLine, Turn } from '../turns/start-tags.ts';

/** A message to put on a queue: it names a job and its place in the line, nothing more. */
export type OutgoingMessage = {
  queue: string;
  messageId: string;
  jobId: string;
  turn: Turn;
  /** Not delivered before this many seconds have passed. */
  delaySeconds?: number | undefined;
};

/** A message in this process's hands. `retryCount` is the fence: it rises with each redelivery. */
export type Delivery = {
  queue: string;
  messageId: string;
  retryCount: number;
  /** Null where the message names none: a system job's. */
  jobId: string | null;
  /** Its start tag; null where it has none. */
  tag: number | null;
};

/** Names a delivery for settling: a stale one, whose message was delivered again since, settles nothing. */
export type DeliveryFence = Pick<Delivery, 'queue' | 'messageId' | 'retryCount'>;

/** Names a message that waits. */
export type WaitingMessage = Pick<Delivery, 'queue' | 'messageId'>;

/** A system job (`area:verb`) and when it is due: five fields of cron, in UTC. */
export type QueueSchedule = { name: string; cron: string; description: string };

/**
 * The doorbell: durable messages, delivered in order of priority, whose claims outlive a crash.
 * It knows nothing of jobs but their ids; the row is the truth.
 */
export type JobQueue = {
  /** Starts delivery; `supervise` also rescues messages of dead workers and fires schedules. */
  start(options: { supervise: boolean }): Promise<void>;
  /** Ends the queue's timers; messages in hand are for their holders to settle first. */
  stop(): Promise<void>;
  /** Gives each of the jobs its place in the line of its queue; answers the turns in their order. */
  reserveTurns(executor: SqlExecutor, jobs: readonly JobInLine[]): Promise<Turn[]>;
  /** Puts messages on their queues, in the caller's transaction. Throws when one was not taken. */
  insert(executor: SqlExecutor, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Makes a queue of user jobs that the migration did not know of; one that is there stays as it is. */
  createQueue(name: string): Promise<void>;
  /** Which of these queues there are. */
  findQueues(names: readonly string[]): Promise<string[]>;
  /**
   * Takes up to `count` messages into these hands, the next of the line; in no particular order.
   *
   * @param options.waitsForDisk false: whoever fetches writes something for each message before it acts upon it, which then
   *   waits for both. Without that a crash of the server could take the delivery back, and give it to another under the same
   *   fence. Default true
   */
  fetch(
    queue: string,
    options: { count: number; executor?: SqlExecutor; waitsForDisk?: boolean },
  ): Promise<Delivery[]>;
  /** Takes waiting messages into these hands out of their turn; one that somebody has been given stays there. */
  take(executor: SqlExecutor, messages: readonly WaitingMessage[]): Promise<Delivery[]>;
  /** How many messages of a queue are in anybody's hands. */
  countDelivered(executor: SqlExecutor, queue: string): Promise<number>;
  /** How many messages of these queues could be fetched now, counted up to `max`. */
  countWaiting(queues: readonly string[], max: number): Promise<number>;
  /** A schedule has come due, and its message has not reached its queue yet. */
  isFiring(): Promise<boolean>;
  /** Ends a system job's message: it stays on the queue for a while, so that its minute is not fired twice. */
  complete(executor: SqlExecutor, fence: DeliveryFence): Promise<void>;
  /** Takes delivered messages off their queues for good; answers the ids of those that were still in these hands. */
  remove(executor: SqlExecutor, fences: readonly DeliveryFence[]): Promise<Set<string>>;
  /** Takes messages that nobody has been given off their queues; a delivered one stays with its holder. Answers the ids of those it took off. */
  removeWaiting(executor: SqlExecutor, messages: readonly WaitingMessage[]): Promise<Set<string>>;
  /** Fails a system job's message; the queue delivers it again until its retries are used up. */
  fail(executor: SqlExecutor, failure: { fence: DeliveryFence; message: string }): Promise<void>;
  /** Heartbeat; answers the ids of the messages that are still in these hands. */
  touch(fences: readonly DeliveryFence[]): Promise<Set<string>>;
  /** Brings the server's statistics of the messages up to date: delivery is planned by them. */
  analyse(): Promise<void>;
  /**
   * Replaces the cron schedules of this installation by these. What came due while nobody was there to see it fires once,
   * late, as soon as somebody is.
   */
  replaceSchedules(schedules: readonly QueueSchedule[]): Promise<void>;
  /** The cron schedules of this installation. */
  listSchedules(): Promise<QueueSchedule[]>;
};
