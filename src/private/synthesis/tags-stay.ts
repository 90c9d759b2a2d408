import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { tagReplaced } from '../checks/warnings/databases';
import { Warning } from '../checks/warnings/warning';
import { getOr } from '../tokens/get-or';
import { writtenTags } from '../tokens/written-tags';

/** A tag that makes a resource ready stays: tags of the app, of the resource itself, and overrides win over those of an aspect. */
export const tagsStay: SynthesisRule = (app) => {
  const wanted = new Map<IConstruct, Map<string, string>>();
  app.each('tag', ({ key, value }, resource) => {
    getOr(wanted, resource, () => new Map<string, string>()).set(key, value); // the last aspect decides
    return [];
  });
  return [...wanted].flatMap(([resource, tags]) => warningsOn(resource, replacedOf(resource, tags)));
};

function replacedOf(resource: IConstruct, tags: ReadonlyMap<string, string>): Warning[] {
  const written = CfnResource.isCfnResource(resource) ? writtenTags(resource) : [];
  return [...tags].flatMap(([key, value]) => {
    const text = readable(Stack.of(resource).resolve(value));
    const found = written.filter(({ Key }) => Key === key).map(({ Value }) => readable(Value));
    return found.length === 0 || found.some((one) => one !== text)
      ? [tagReplaced(resource.node.path, key, text, found.join(', '))]
      : [];
  });
}

const readable = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value);
