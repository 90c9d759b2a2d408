import { CfnElement, CfnParameter, CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fromAws, PartialText, Gap } from './partial-text';
import { Referable } from './referable';

/**
 * Resources whose attributes AWS gives, and not what somebody wrote: code, another template, the value of a parameter, a name such as
 * `*.example.com`.
 */
const OF_AWS = /^AWS::(?!CloudFormation::|ServiceCatalog::|SSM::Parameter$|Route53::RecordSet$)/;
/** Types of parameter whose values AWS gives, or which are numbers. Anybody may name a key pair or a security group `*`. */
const CHECKED = /^(?:List<)?(?:Number|AWS::(?!SSM::Parameter::Value|EC2::KeyPair::KeyName|EC2::SecurityGroup::GroupName).*)>?$/;

/** Told by its shape, because another copy of aws-cdk-lib may have made it. */
export const isParameter = (target: unknown): target is CfnParameter => target instanceof CfnParameter
  || (typeof target === 'object' && target !== null && CfnElement.isCfnElement(target) && 'valueAsString' in target && 'noEcho' in target);

/** What a reference of a template can become. */
export function valuesOfReference(name: unknown, attribute: string, template: Referable): readonly PartialText[] {
  if (name === 'AWS::NoValue') {
    return [[{ label: name, isAbsent: true }]];
  }
  if (typeof name === 'string' && name.startsWith('AWS::')) {
    return [[fromAws(name)]];
  }
  const target = template.find(name);
  if (isParameter(target)) {
    return valuesOfParameter(target);
  }
  return [[isFromAws(target) ? attributeOf(target, attribute) : { label: target?.node.path ?? String(name), isSetAtDeployment: true }]];
}

/** What AWS says of a resource. */
export function attributeOf({ node, cfnResourceType: resourceType }: CfnResource, attribute: string): Gap {
  return { ...fromAws(node.path), source: { resourceType, attribute } };
}

/** Whether AWS says what the attributes of something are. */
export function isFromAws(target: IConstruct | undefined): target is CfnResource {
  return CfnResource.isCfnResource(target) && OF_AWS.test(target.cfnResourceType);
}

/** Whether the type of a parameter leaves its value to AWS, or to digits. */
export const isChecked = ({ type }: CfnParameter): boolean => CHECKED.test(type);

function valuesOfParameter(parameter: CfnParameter): readonly PartialText[] {
  const { type, default: fallback, allowedValues, allowedPattern, node } = parameter;
  if (isChecked(parameter)) {
    return [[fromAws(node.path)]];
  }
  if (type.includes('AWS::SSM::Parameter::Value')) { // what it allows is the name of that parameter
    return [[{ label: node.path, isSetAtDeployment: true }]];
  }
  const isList = type === 'CommaDelimitedList';
  const textOf = (value: unknown): PartialText[] => (isList ? String(value).split(',') : [String(value)]).map((text) => [text]);
  if (allowedValues !== undefined) {
    return allowedValues.flatMap(textOf);
  }
  const given: Gap = { label: node.path, isSetAtDeployment: true, allowedPattern };
  return [...fallback === undefined ? [] : textOf(fallback), [given]];
}
