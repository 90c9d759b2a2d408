import { aws_ecs as ecs, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { invalid, verbatim } from '../checks/invalid';
import { imageTagMoves } from '../checks/warnings/agents';
import { warn } from '../checks/warnings/warning';

/** Which of Teleport's images. */
export interface ImageChoice {
  readonly teleportVersion: string;
  readonly enterprise?: boolean;
  readonly fips?: boolean;
  readonly image?: ecs.ContainerImage;
}

const REGISTRY = 'public.ecr.aws/gravitational';
/** Names of Teleport's own images, in its registry or in a copy. */
const TELEPORTS = /^teleport(?:-ent)?(?:-fips)?(?:-distroless)?(?:-debug)?$/;
/** Path, name, tag, digest. */
const IMAGE = /^(?:.*\/)?([^/:@]+)(?::([^/:@]+))?(?:@[^/@]+)?$/;

/** The image that is given, or Teleport's for the version. */
export function imageOf({ teleportVersion, enterprise = true, fips = false, image }: ImageChoice): ecs.ContainerImage {
  const edition = `${enterprise ? '-ent' : ''}${fips ? '-fips' : ''}`;
  return image ?? ecs.ContainerImage.fromRegistry(`${REGISTRY}/teleport${edition}-distroless:${teleportVersion}`);
}

/** An image that a user names, as far as it says what is in it. */
export function checkImage(scope: IConstruct, name: string, { teleportVersion, fips = false, image }: ImageChoice): void {
  const [, repository = '', tag = ''] = IMAGE.exec(name) ?? [];
  if (image === undefined || !TELEPORTS.test(repository)) {
    return;
  }
  if (repository.includes('-fips') !== fips) {
    throw invalid('fips', `be ${String(!fips)} for this image, because the start of the agent replaces the image's own`, verbatim(name));
  }
  if (Token.isUnresolved(tag) || name.includes('@')) {
    return;
  }
  const [major] = teleportVersion.split('.');
  if (tag === major) {
    warn(scope, imageTagMoves(name, teleportVersion));
  } else if (tag !== teleportVersion) {
    throw invalid('image', `be of 'teleportVersion', ${teleportVersion}`, verbatim(name),
      'give both the same version, or leave \'image\' out for Teleport\'s own');
  }
}
