import { createHash } from 'node:crypto';
import { resolved, resolvedText } from './resolve';
import { allowedValues, defaultOf, further, isKnown, labelOf, NOTHING, Scope, unknown } from './scope';
import { Impossible } from './worlds';
import { partitionOf } from '../../../src/private/aws/partition';
import { objectOr, textOr } from '../assembly/json';
import { DEEPEST, isDeeperThan } from '../assembly/read-json';
import { Resource } from '../assembly/template';

const MOST_VALUES = 20;

/** `Ref`. A partition that nobody knows is that of most regions. */
export function reference(name: string, scope: Scope): unknown {
  const { template: { account, region, parameters, resources } } = scope;
  const partition = partitionOf(region ?? '');
  switch (name) {
    case 'AWS::NoValue': return NOTHING;
    case 'AWS::AccountId': return account ?? `\${${name}}`;
    case 'AWS::Region': return region ?? scope.assumed.valueOf(name) ?? `\${${name}}`;
    case 'AWS::Partition': return partition;
    case 'AWS::URLSuffix': return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    default:
  }
  const resource = resources.get(name);
  return resource !== undefined ? ofResource(name, resource, undefined, scope)
    : Object.hasOwn(parameters, name) || scope.template.parent ? ofParameter(name, scope) : unknown(name, scope);
}

function ofParameter(name: string, scope: Scope): unknown {
  const { template: { parent }, assumed, takesDefaults, isChoice } = scope;
  if (parent && Object.hasOwn(parent.parameters, name)) {
    return resolved(parent.parameters[name], further(scope, parent.template));
  }
  const label = labelOf(name, scope);
  const value = defaultOf(name, scope);
  const isOpen = value === undefined || (isChoice && !takesDefaults) || (typeof value === 'string' && assumed.isNot(label, value));
  const known = assumed.valueOf(label);
  return known ?? (!isOpen ? value : isChoice ? unknown(name, scope) : openValue(name, label, scope));
}

/** Of a parameter whose value the deployment chooses: each that is allowed, or one that nobody knows. */
function openValue(name: string, label: string, scope: Scope): string {
  const { Type, Default, AllowedPattern } = objectOr(scope.template.parameters[name]);
  const allowed = allowedValues(name, scope);
  if (allowed !== undefined && allowed.length <= MOST_VALUES) {
    const value = allowed.find((one) => scope.assumed.has(label, one));
    if (value === undefined) {
      throw new Impossible();
    }
    return value;
  }
  const from = textOr(Type)?.startsWith('AWS::SSM') ? ` from ${String(Default)}` : '';
  return unknown(`${name}${from}${AllowedPattern === undefined ? '' : ` like ${String(AllowedPattern)}`}`, scope);
}

/** `Fn::GetAtt`. */
export function attribute([id, ...path]: readonly string[], scope: Scope): unknown {
  const { template, templates } = scope;
  if (path[0] === 'Outputs') {
    const nested = templates.find(({ parent }) => parent?.template === template && parent.id === id);
    const output = nested && objectOr(nested.outputs[path.slice(1).join('.')]);
    return output && 'Value' in output ? resolved(output.Value, further(scope, nested)) : unknown([id, ...path].join('.'), scope);
  }
  const resource = template.resources.get(id);
  return resource === undefined ? unknown([id, ...path].join('.'), scope) : ofResource(id, resource, path.join('.'), scope);
}

const NAMED: { readonly [type: string]: { readonly name: string; readonly kind: string } } = {
  'AWS::IAM::Role': { name: 'RoleName', kind: 'role' },
  'AWS::IAM::User': { name: 'UserName', kind: 'user' },
  'AWS::IAM::Group': { name: 'GroupName', kind: 'group' },
  'AWS::IAM::ManagedPolicy': { name: 'ManagedPolicyName', kind: 'policy' },
};

/** Its name or ARN if the template gives it a name. Of what runs the app's own code, what it is given says what it is. */
function ofResource(id: string, { type, properties }: Resource, path: string | undefined, scope: Scope): unknown {
  const { name, kind } = Object.hasOwn(NAMED, type) ? NAMED[type] : { name: '', kind: '' };
  if (properties[name] !== undefined && (path === undefined || path === 'Arn')) {
    const text = resolvedText(properties[name], scope);
    const [partition, account] = ['AWS::Partition', 'AWS::AccountId'].map((part) => String(reference(part, scope)));
    const place = properties.Path === undefined ? '/' : resolvedText(properties.Path, scope);
    const arn = `arn:${partition}:iam::${account}:${kind}${place}${text}`;
    return isKnown(text) ? path === 'Arn' || kind === 'policy' ? arn : text : unknown(path === undefined ? id : `${id}.${path}`, scope);
  }
  if (type === 'AWS::SSM::Parameter' && path === 'Value') {
    return resolvedText(properties.Value, further(scope));
  }
  const written = type === 'Custom::AWSCDKCfnJson' && path === 'Value' ? jsonIn(resolvedText(properties.Value, further(scope))) : undefined;
  if (written !== undefined) {
    return written;
  }
  const custom = /^Custom::|^AWS::CloudFormation::(CustomResource|Stack)$/.test(type)
    ? ` of ${createHash('sha256').update(JSON.stringify(properties)).digest('hex').slice(0, 8)}` : '';
  return unknown(`${path === undefined ? id : `${id}.${path}`}${custom}`, scope);
}

/** What CDK's `CfnJson` makes of a text. */
function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(DEEPEST, value) ? undefined : value;
  } catch {
    return undefined;
  }
}
