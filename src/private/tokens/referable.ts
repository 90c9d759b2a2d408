import { IConstruct } from 'constructs';

/** What the values of a template refer to. */
export interface Referable {
  /** A parameter or resource, by its logical id or by the number that takes the place of a CDK reference. */
  find(name: unknown): IConstruct | undefined;
  /** The values of a mapping under these keys: under all, where a key is not known. */
  valuesOf(mapping: unknown, key1: unknown, key2: unknown): readonly unknown[];
  /** What the app gives to a parameter of a nested stack, in the template that gives it. */
  given(name: unknown): ResolvedValue | undefined;
}

/** A value of a template, and what it refers to. */
export interface ResolvedValue extends Referable {
  readonly value: unknown;
}
