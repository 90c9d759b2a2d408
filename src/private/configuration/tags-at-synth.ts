import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { tagReplaced } from '../checks/warnings/databases';
import { warn } from '../checks/warnings/warning';
import { getOr } from '../tokens/get-or';
import { writtenProperties } from '../tokens/written-property';

/** The tags that resources are to have: the last one that makes a resource ready decides, as its tags are the ones that count. */
const wanted = new WeakMap<IConstruct, Map<string, string>>();

/** Looks at synthesis whether a resource has a tag: tags of the app, of the resource itself, and overrides win over those of an aspect. */
export function expectTag(resource: IConstruct, key: string, value: string): void {
  getOr(wanted, resource, () => {
    const tags = new Map<string, string>();
    resource.node.addValidation({ validate: () => warnOfTags(resource, tags) });
    return tags;
  }).set(key, value);
}

function warnOfTags(resource: IConstruct, tags: ReadonlyMap<string, string>): string[] {
  const written = writtenTags(resource);
  for (const [key, value] of tags) {
    const text = readable(Stack.of(resource).resolve(value));
    const found = written.filter(({ Key }) => Key === key).map(({ Value }) => readable(Value));
    if (found.length === 0 || found.some((one) => one !== text)) {
      warn(resource, tagReplaced(resource.node.path, key, text, found.join(', ')));
    }
  }
  return [];
}

interface WrittenTag {
  readonly Key?: unknown;
  readonly Value?: unknown;
}

/** What the template has, overrides included. All types that Teleport discovers have lists of tags. */
function writtenTags(resource: IConstruct): readonly WrittenTag[] {
  const { Tags }: { readonly Tags?: readonly WrittenTag[] } = CfnResource.isCfnResource(resource) ? writtenProperties(resource) : {};
  return [Tags ?? []].flat();
}

const readable = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value);
