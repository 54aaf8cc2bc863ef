import type { Readable } from 'node:stream';

/** Bounds of one {@link Storage.put}. */
export interface PutOptions {
  /** Bytes the content may have at most. Left out: no limit but the disk's. */
  maxBytes?: number;
}

/** What a {@link Storage.put} has written. */
export interface StoredContent {
  sizeBytes: number;
  /** SHA-256 of the content as 64 lower-case hex digits, computed while it streamed. */
  sha256: string;
}

/** A key below `tmp/` for content whose final key, or fate, is not decided yet. */
export interface TemporaryFile {
  /** Valid for every method of {@link Storage}. Nothing is there until something is put. */
  key: string;
  /**
   * Gives the content its final key in one step.
   * @throws {StorageNotFoundError} when nothing was put, or it was removed for its age.
   */
  moveTo(key: string): Promise<void>;
  /** Removes the content. May be called when nothing was put, when it was moved, and twice. */
  delete(): Promise<void>;
}

/**
 * Files behind one port: keys in, Node streams through, nothing about paths or buckets out.
 *
 * A key is one or more segments of `A–Z a–z 0–9 . _ -` joined by `/`, as `storage-key.ts` says; every
 * method rejects with {@link StorageKeyError} before it touches anything when the key is not one.
 * Keys below `tmp/` are for content in the making: {@link Storage.removeTemporaryOlderThan} takes what
 * was left there.
 */
export interface Storage {
  /**
   * Stores a stream under a key: the whole content appears at once, replacing what was there, or, when
   * anything fails, nothing is left behind and what was there stays. (A temporary key is written in place: it
   * grows as the stream does.) Memory does not grow with the size.
   * The stream is read to its end, or destroyed; an error of it is never left unhandled.
   * @throws {StorageLimitError} when the content is longer than `maxBytes`.
   */
  put(key: string, content: Readable, options?: PutOptions): Promise<StoredContent>;
  /**
   * Opens the content for reading. It stays readable when the key is deleted or replaced meanwhile.
   * @throws {StorageNotFoundError} when there is nothing under the key.
   */
  getStream(key: string): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  /**
   * Renames in one step, replacing what was at the destination.
   * @throws {StorageNotFoundError} when there is nothing under the source.
   */
  move(source: string, destination: string): Promise<void>;
  /** Removes the content. Idempotent: a key with nothing under it is no error. */
  delete(key: string): Promise<void>;
  /**
   * The keys below a folder and its folders, in no order, read on as they are asked for: memory does not grow with
   * their number. Those that come or go meanwhile may be among them or not.
   */
  listKeys(folder: string): AsyncIterable<string>;
  /** When content was written to its end; moving it changes nothing. Null when there is nothing under the key. */
  findWrittenAt(key: string): Promise<Date | null>;
  /** Hands out a fresh temporary key; touches nothing until something is put there. */
  createTemporary(): TemporaryFile;
  /**
   * Removes temporary content last written before `date`, 10,000 files a call at most, so that processes
   * that died in an upload leave no waste. Call it with a date well before any upload that may still run.
   * @returns how many were removed.
   */
  removeTemporaryOlderThan(date: Date): Promise<number>;
}
