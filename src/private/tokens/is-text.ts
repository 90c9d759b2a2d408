/**
 * Whether a template has a text there: a literal, or what a function of CloudFormation gives. CDK leaves out what is nothing or empty,
 * and with it a whole condition or key.
 */
export function isText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return value !== undefined && value !== null;
  }
  const [name, ...others] = Object.keys(value);
  return !Array.isArray(value) && others.length === 0 && /^(?:Ref|Fn::.+)$/.test(name);
}
