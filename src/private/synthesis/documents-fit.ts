import { Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as ssm from 'aws-cdk-lib/aws-ssm';
import { IConstruct } from 'constructs';
import { Subjects } from './subjects';
import { errorsOn, Finding, SynthesisRule } from './synthesis-rule';
import { problem } from '../checks/invalid';
import { fold } from '../tokens/intrinsic';
import { resolveWith } from '../tokens/resolve-with';
import { isResource } from '../tokens/resource-type';

/** A value in the template that holds text, and how much fits. */
interface Sink {
  readonly value: unknown;
  readonly limit: number;
  readonly fix: string;
}

type IsDocument = Subjects['configuration']['isDocument'];

const ELSEWHERE = 'register the databases as resources, or put the document into S3';
const OF_TASK = 'register the databases as resources and set \'listDatabases\' to false, or declare several agents, each with some of them';
/** User data is counted before base64, which makes four characters of three bytes. */
const USER_DATA = Math.ceil(16384 / 3) * 4;

/** Documents for Teleport fit where they are put, anywhere in the app. */
export const documentsFit: SynthesisRule = (app) => {
  const [first] = app.all('configuration');
  return first === undefined ? [] : app.constructs.flatMap((construct) => excessOf(construct, first.subject.isDocument));
};

function excessOf(construct: IConstruct, isDocument: IsDocument): Finding[] {
  const sink = sinkOf(construct);
  if (sink === undefined || !holdsDocument(construct, sink.value, isDocument)) {
    return [];
  }
  const size = sizeOf(Stack.of(construct).resolve(sink.value));
  return size <= sink.limit ? [] : errorsOn(construct, [problem(`${construct.node.path} has room for ${sink.limit} characters, `
    + `and needs at least ${size} with Teleport's configuration`, sink.fix)]);
}

function sinkOf(construct: IConstruct): Sink | undefined {
  if (isResource<ssm.CfnParameter>(construct, 'AWS::SSM::Parameter')) {
    const isStandard = construct.tier === undefined || construct.tier === 'Standard';
    const fix = isStandard ? 'use the tier Advanced or Intelligent-Tiering, or register the databases as resources' : ELSEWHERE;
    return { value: construct.value, limit: isStandard ? 4096 : 8192, fix };
  }
  if (isResource<ec2.CfnInstance>(construct, 'AWS::EC2::Instance')) {
    return { value: construct.userData, limit: USER_DATA, fix: ELSEWHERE };
  }
  if (isResource<ec2.CfnLaunchTemplate>(construct, 'AWS::EC2::LaunchTemplate')) {
    const { launchTemplateData: data } = construct;
    return { value: 'userData' in data ? data.userData : undefined, limit: USER_DATA, fix: ELSEWHERE };
  }
  return isResource<ecs.CfnTaskDefinition>(construct, 'AWS::ECS::TaskDefinition')
    ? { value: construct.containerDefinitions, limit: 65536, fix: OF_TASK }
    : undefined;
}

function holdsDocument(scope: IConstruct, value: unknown, isDocument: IsDocument): boolean {
  let isFound = false;
  resolveWith(scope, value, (token) => {
    isFound ||= isDocument(token);
  });
  return isFound;
}

/** The minimum length of a value. What only the deployment knows counts as nothing. */
function sizeOf(value: unknown): number {
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return fold<number>(value, {
    literal: (text) => String(text ?? '').length,
    list: sum,
    object: (entries) => sum(entries.map(([, size]) => size)),
    call: ({ name, argument }, inner) => {
      switch (name) {
        case 'Ref':
        case 'Fn::GetAtt':
          return 0;
        case 'Fn::Base64':
          return Math.ceil(inner(argument) / 3) * 4;
        default:
          return inner(argument);
      }
    },
  });
}
