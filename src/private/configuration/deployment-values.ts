import {
  CfnParameter, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, StringConcat, Tokenization,
} from 'aws-cdk-lib';
import { invalid } from '../checks/invalid';

/** What ends a string in JSON, or starts an escape. CloudFormation puts values in as they are. */
const BREAKS_OUT = ['"', '\\', '\n', '\r', '\t', '\u0000', '\u2028'];
/** A class, an escape or a single character of a regular expression. */
const ATOM = /\[(?:\\[^]|[^\]\\])*\]|\\[^]|[^]/g;
/** Escapes that mean themselves or a class that breaks out of nothing. */
const HARMLESS_ESCAPE = /^\\(?:[dwbBAzZ]|[^A-Za-z0-9"\\\s])$/;
const SYNTAX = /^[()|?*+{}^$]$/;

/** Refuses a value that only the deployment knows and that could break out of its quotes: CloudFormation has no way to escape it. */
export function checkDeploymentValues(value: string, { scope, preparing }: IResolveContext): void {
  Tokenization.resolve(value, { scope, preparing, resolver: new ParameterCheck(new StringConcat()) });
}

/** Looks at every parameter that a value is made of, however deep. */
class ParameterCheck extends DefaultTokenResolver {
  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token) && token.target instanceof CfnParameter) {
      checkParameter(token.target);
    }
    return super.resolveToken(token, context, postProcessor);
  }
}

function checkParameter({ node, type, allowedPattern, allowedValues }: CfnParameter): void {
  if (type.startsWith('AWS::SSM::')) {
    throw invalid(node.path,
      'not be in Teleport\'s configuration as an SSM parameter that the deployment reads, because its value cannot be constrained', type,
      'read it at synthesis with StringParameter.valueFromLookup()');
  }
  const isSafe = type === 'Number' || type.startsWith('AWS::') || allowedValues?.every((allowed) => !hasBreak(allowed))
    || (allowedPattern !== undefined && matchesNoBreak(allowedPattern));
  if (!isSafe) {
    throw invalid(node.path,
      'exclude quotes, backslashes and line breaks, because CloudFormation puts it into Teleport\'s configuration as it is',
      allowedPattern, 'give the parameter an \'allowedPattern\' such as [A-Za-z0-9.:/-]+, or \'allowedValues\'');
  }
}

const hasBreak = (text: string) => BREAKS_OUT.some((character) => text.includes(character));

/** Each part of the pattern on its own: none of them takes such a character. */
function matchesNoBreak(pattern: string): boolean {
  return (pattern.match(ATOM) ?? []).every((atom) => {
    if (atom.startsWith('\\')) {
      return HARMLESS_ESCAPE.test(atom);
    }
    if (atom.startsWith('[')) {
      return !atom.slice(1).includes('[') && (atom.match(/\\[^]/g) ?? []).every((escape) => HARMLESS_ESCAPE.test(escape))
        && isHarmless(atom);
    }
    return SYNTAX.test(atom) || isHarmless(atom);
  });
}

const isHarmless = (atom: string) => !BREAKS_OUT.some((character) => new RegExp(`^${atom}$`, 's').test(character));
