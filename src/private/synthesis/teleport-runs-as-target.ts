import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { IConstruct } from 'constructs';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { executionRoleIsTarget } from '../checks/warnings/policies';
import { canonicalValue } from '../tokens/canonical-value';
import { getOr } from '../tokens/get-or';
import { isResource } from '../tokens/resource-type';

/** No target only starts tasks: what runs in an ECS task has the credentials of its task role, and the execution role is for ECS itself. */
export const teleportRunsAsTarget: SynthesisRule = (app) => {
  const tasks = app.all('policy').length === 0 ? [] : app.constructs.filter(isTask);
  const running = new Set(tasks.map((task) => arnIn(task, task.taskRoleArn)));
  const starting = new Map<string, IConstruct>();
  tasks.forEach((task) => getOr(starting, arnIn(task, task.executionRoleArn), () => task)); // the first is named
  return tasks.length === 0 ? [] : app.each('policy', ({ identity: { arn: { text }, label } }, scope) => {
    const own = arnIn(scope, text);
    const task = running.has(own) ? undefined : starting.get(own);
    return task === undefined ? [] : warningsOn(scope, [executionRoleIsTarget(label, task.node.path.replace(/\/Resource$/, ''))]);
  });
};

const isTask = (node: IConstruct): node is ecs.CfnTaskDefinition => isResource<ecs.CfnTaskDefinition>(node, 'AWS::ECS::TaskDefinition');

const arnIn = (scope: IConstruct, arn: unknown): string => JSON.stringify(canonicalValue(scope, arn));
