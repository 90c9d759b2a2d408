import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { invalid, verbatim } from './invalid';

/** No template can refer to what another app defines. What another app imports has a name of its own. */
export function checkSameApp(prop: string, scope: IConstruct, given: IConstruct | undefined, label = given?.node.path): void {
  if (given !== undefined && isDefined(given) && given.node.root !== scope.node.root) {
    const got = verbatim(`${label}, which another app defines`);
    throw invalid(prop, `be of the app of ${scope.node.path}`, got, 'import it there, by its name or ARN');
  }
}

const isDefined = (given: IConstruct) => [given, given.node.defaultChild].some((one) => CfnResource.isCfnResource(one));
