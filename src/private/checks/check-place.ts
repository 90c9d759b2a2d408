import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { demandOf } from './check-names';
import { invalid, verbatim } from './invalid';
import { checkCopy } from './second-copy';
import { RULES } from '../aws/text-rules';

/** Where something is: CDK takes any text for an account or a region. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * Throws for what is neither an account nor a region, as far as it is known: an availability zone, half of a region, or a wildcard would
 * go into every ARN.
 */
export function checkPlace(label: string, place: Place): void {
  for (const prop of ['region', 'account'] as const) {
    const rule = RULES[prop];
    const value = place[prop];
    if (!Token.isUnresolved(value) && !rule.pattern.test(value)) {
      const demand = prop === 'region' ? `be ${rule.shape}` : demandOf(rule);
      throw invalid(`env.${prop}`, demand, verbatim(`${JSON.stringify(value)} for ${label}`),
        'correct it where the stack is defined, or leave it out to know it at deployment');
    }
  }
}

/** The stack of a construct of this library. */
export function checkScope(scope: IConstruct): Stack {
  const stack = Stack.of(scope);
  checkCopy('scope', stack);
  checkPlace(stack.node.path, stack);
  return stack;
}
