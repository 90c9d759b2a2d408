import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { IConstruct } from 'constructs';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { executionRoleIsTarget } from '../checks/warnings/policies';
import { canonicalValue } from '../tokens/canonical-value';
import { isResource } from '../tokens/resource-type';

/** No target only starts tasks: what runs in an ECS task has the credentials of its task role, and the execution role is for ECS itself. */
export const teleportRunsAsTarget: SynthesisRule = (app) => {
  const tasks = app.all('policy').length === 0 ? [] : app.constructs.filter(isTask);
  return tasks.length === 0 ? [] : app.each('policy', ({ identity: { arn: { text }, label } }, scope) => {
    const own = arnIn(scope, text);
    const [task, ...others] = tasks.filter((one) => [one.executionRoleArn, one.taskRoleArn].some((arn) => arnIn(one, arn) === own));
    const isRun = [task, ...others].some((one) => one !== undefined && arnIn(one, one.taskRoleArn) === own);
    return task === undefined || isRun ? [] : warningsOn(scope, [executionRoleIsTarget(label, task.node.path.replace(/\/Resource$/, ''))]);
  });
};

const isTask = (node: IConstruct): node is ecs.CfnTaskDefinition => isResource<ecs.CfnTaskDefinition>(node, 'AWS::ECS::TaskDefinition');

const arnIn = (scope: IConstruct, arn: unknown): string => JSON.stringify(canonicalValue(scope, arn));
