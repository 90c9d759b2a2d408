import type { Template } from './policies';

/** A template, as the CLI of AWS deploys it. */
export function cloudformation({ Resources }: Template): string {
  return `${JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources }, undefined, 2)}\n`;
}
