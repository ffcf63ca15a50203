import { isObject } from '../text/json';

/** Returns the valid part of a value of unknown type; `undefined` if it has none. */
export type Check<T> = (value: unknown) => T | undefined;

/** A check for each field of an object. The compiler requires all of them, so that no new field is forgotten. */
type Checks<T> = { readonly [K in keyof T]-?: Check<T[K]> };

/** Checks an object: leaves out its invalid and unknown fields, and rejects it if a required field is left out. */
export function objectOf<T extends object>(checks: Checks<T>, ...required: readonly (keyof T)[]): Check<T> {
  const entries = Object.entries(checks) as readonly [string, Check<unknown>][];
  return (value) => {
    if (!isObject(value) || Array.isArray(value)) {
      return undefined;
    }
    const fields = new Map(entries.map(([name, check]) => [name, check(value[name])]));
    const valid = Object.fromEntries([...fields].filter(([, field]) => field !== undefined)) as T;
    return required.every((name) => name in valid) ? valid : undefined;
  };
}

/** Checks a list: leaves out its invalid items. */
export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value) =>
    Array.isArray(value) ? value.map((item) => check(item)).filter((item) => item !== undefined) : undefined;
}

/** Checks a value, and replaces an invalid one by `fallback`. */
export function orElse<T>(check: Check<T>, fallback: T): (value: unknown) => T {
  return (value) => check(value) ?? fallback;
}

/** Accepts the keys of `values`. A record, so that the compiler requires every member of a union. */
export function oneOf<T extends string>(values: Readonly<Record<T, true>>): Check<T> {
  return (value) => (Object.keys(values) as T[]).find((each) => each === value);
}

export const text: Check<string> = (value) => (typeof value === 'string' ? value : undefined);

/** Accepts text that is not empty. */
export const name: Check<string> = (value) => (value === '' ? undefined : text(value));

export const number: Check<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** Accepts milliseconds since the epoch within the range of `Date`. */
export const time: Check<number> = (value) =>
  typeof value === 'number' && !Number.isNaN(new Date(value).getTime()) ? value : undefined;

export const flag: Check<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
