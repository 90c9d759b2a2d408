import { Stack } from 'aws-cdk-lib';

/** The stack that is deployed: nested ones share its account. */
export function topmost(stack: Stack): Stack {
  return stack.nestedStackParent === undefined ? stack : topmost(stack.nestedStackParent);
}

/**
 * Whether the app does not deploy the template itself, but hands it to others: the template of a StackSet or of a Service Catalog product.
 * The stack says so in the name of its file, such as `Spoke.stackset.template.json`.
 */
export function isStackSetTemplate(stack: Stack): boolean {
  return /\.\w+\.template\.json$/.test(topmost(stack).templateFile);
}
