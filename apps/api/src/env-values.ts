import { isIP } from 'node:net';

import { z } from 'zod';

import { isStrongToken, STRONG_TOKEN } from './token-strength.ts';

/*
 * Kinds of values in the environment. Each message goes after the variable's name and says what is wrong and what to
 * do. A value is shown only where it cannot be a secret.
 */

/** A whole number within bounds. */
export function wholeNumber({ min, max, fallback }: { min: number; max: number; fallback: number }) {
  const range = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .optional()
    .transform((value, context) => {
      if (value === undefined) return fallback;
      const number = /^\d{1,9}$/.test(value.trim()) ? Number(value) : Number.NaN;
      if (number >= min && number <= max) return number;
      context.addIssue(`is ${quote(value)}: give ${range}, or leave it out for ${fallback}.`);
      return z.NEVER;
    });
}

/** Any text. */
export function text({ fallback }: { fallback: string }) {
  return z.string().default(fallback);
}

/** An address or a host's name; whether this machine has it is seen when it is listened on. */
export function hostName({ fallback }: { fallback: string }) {
  return z
    .string()
    .default(fallback)
    .transform((value, context) => {
      const host = value.trim();
      if (isIP(host) !== 0 || HOST_NAME.test(host)) return host;
      context.addIssue(
        `is ${quote(value)}: give an address or a host's name, or leave it out for ${fallback}.`,
      );
      return z.NEVER;
    });
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[], fallback: NoInfer<Word>) {
  return z
    .string()
    .optional()
    .transform((value, context): Word => {
      if (value === undefined) return fallback;
      const word = words.find((candidate) => candidate === value.trim());
      if (word !== undefined) return word;
      context.addIssue(
        `is ${quote(value)}: give one of ${words.join(', ')}, or leave it out for ${fallback}.`,
      );
      return z.NEVER;
    });
}

/** `on` or `off`; undefined when left out. */
export function flag() {
  return z
    .string()
    .optional()
    .transform((value, context) => {
      if (value === undefined) return undefined;
      if (value === 'on' || value === 'off') return value === 'on';
      context.addIssue(`is ${quote(value)}: give on or off.`);
      return z.NEVER;
    });
}

/** The URL of a PostgreSQL database; undefined when left out. */
export function postgresUrl() {
  return z
    .string()
    .optional()
    .refine((value) => value === undefined || isPostgresUrl(value), {
      error: 'is not the URL of a PostgreSQL database: write postgres://user:password@host:5432/database.',
    });
}

const HOST_NAME = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?$/i;

const ROLES = ['api', 'worker'] as const;

/** A comma list of roles; `all` stands for every one. */
export function processRoles() {
  return z
    .string()
    .default('all')
    .transform((value, context): ReadonlySet<(typeof ROLES)[number]> => {
      const words = value.split(',').map((word) => word.trim());
      const unknown = words.filter((word) => word !== 'all' && !ROLES.some((role) => role === word));
      if (unknown.length > 0) {
        context.addIssue(`is ${quote(value)}: give api, worker, both with a comma, or all.`);
        return z.NEVER;
      }
      return new Set(ROLES.filter((role) => words.includes('all') || words.includes(role)));
    });
}

/** A word of one's own; undefined when left out. */
export function label() {
  return z
    .string()
    .optional()
    .transform((value, context) => {
      if (value === undefined || /^[\w.-]{1,63}$/.test(value.trim())) return value?.trim();
      context.addIssue(`is ${quote(value)}: give up to 63 letters, digits, dots, hyphens and underscores.`);
      return z.NEVER;
    });
}

/** A secret that goes into an `Authorization` header; undefined when left out. It is never shown. */
export function token({ mustBeStrong }: { mustBeStrong: boolean }) {
  return z
    .string()
    .optional()
    .refine((value) => value === undefined || /^[\x21-\x7e]{1,512}$/.test(value), {
      error: 'is no token: give up to 512 letters, digits and signs of ASCII, without spaces.',
    })
    .refine((value) => value === undefined || !mustBeStrong || isStrongToken(value), {
      error: `is too weak: give ${STRONG_TOKEN}.`,
    });
}

/** A comma list of names; undefined when left out. */
export function names() {
  return z
    .string()
    .optional()
    .transform((value, context) => {
      const words = value?.split(',').map((word) => word.trim());
      if (value === undefined || words?.every((word) => /^[a-z0-9][a-z0-9/-]*$/.test(word)) === true)
        return words;
      context.addIssue(`is ${quote(value)}: give names with a comma between them, for example default,mail.`);
      return z.NEVER;
    });
}

function isPostgresUrl(value: string): boolean {
  // `postgres://user@/database?host=/run/postgresql` has no host in the sense of URLs.
  const url = URL.parse(value.replace(/^(\w+:\/\/[^/?#]*@)(?=\/)/, '$1localhost'));
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

function quote(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
