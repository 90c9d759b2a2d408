import { aws_ecs as ecs, Duration, Fn, Token } from 'aws-cdk-lib';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { IConstruct } from 'constructs';
import { invalid, verbatim } from '../checks/invalid';
import { imageTagMoves } from '../checks/warnings/agents';
import { warn } from '../checks/warnings/warning';
import { isAtLeast } from '../configuration/versions/version';

/** Which of Teleport's images. */
export interface ImageChoice {
  readonly teleportVersion: string;
  readonly enterprise?: boolean;
  readonly fips?: boolean;
  readonly image?: ecs.ContainerImage;
}

/** What the container of an agent is made of. */
interface AgentContainer extends ImageChoice {
  readonly user?: string;
  /** The text of `teleport.yaml`. */
  readonly yaml: string;
  readonly memoryLimitMiB: number;
  readonly logGroup: logs.ILogGroup;
}

/** What the file system is writable at: Teleport's state and recordings, and temporary files. Volumes of a task end with it. */
const WRITABLE = { data: '/var/lib/teleport', tmp: '/tmp' };
/** Fargate's most, and Teleport closes no connection before. */
const SECONDS_TO_STOP = 120;
/** Since this version, Teleport tells its health without a shell and an open port. */
const READYZ = '18.6.4';

const REGISTRY = 'public.ecr.aws/gravitational';
/** Names of Teleport's own images, in its registry or in a copy. */
const TELEPORTS = /^teleport(?:-ent)?(?:-fips)?(?:-distroless)?(?:-debug)?$/;
/** Path, name, tag, digest. */
const IMAGE = /^(?:.*\/)?([^/:@]+)(?::([^/:@]+))?(?:@[^/@]+)?$/;

/** Adds the only container of the task. */
export function addAgent(scope: IConstruct, task: ecs.FargateTaskDefinition, options: AgentContainer): void {
  const linuxParameters = new ecs.LinuxParameters(task, 'LinuxParameters');
  linuxParameters.dropCapabilities(ecs.Capability.ALL);
  const container = task.addContainer('teleport', {
    image: imageOf(options),
    // Fargate sends SIGTERM (15), which cuts connections. SIGQUIT (3) lets them end
    entryPoint: ['/usr/bin/dumb-init', '--rewrite', '15:3', '--'],
    command: ['/usr/local/bin/teleport', 'start', ...options.fips ? ['--fips'] : []],
    environment: { TELEPORT_CONFIG: Fn.base64(options.yaml), ...memoryLimit(options.memoryLimitMiB) },
    healthCheck: healthCheck(options.teleportVersion),
    stopTimeout: Duration.seconds(SECONDS_TO_STOP),
    readonlyRootFilesystem: true,
    user: options.user,
    linuxParameters,
    logging: ecs.LogDrivers.awsLogs({ logGroup: options.logGroup, streamPrefix: 'teleport' }),
  });
  for (const [name, containerPath] of Object.entries(WRITABLE)) {
    task.addVolume({ name });
    container.addMountPoints({ sourceVolume: name, containerPath, readOnly: false });
  }
  checkImage(scope, container.imageName, options);
}

function healthCheck(teleportVersion: string): ecs.HealthCheck | undefined {
  return !isAtLeast(teleportVersion, [READYZ]) ? undefined : {
    command: ['CMD', '/usr/local/bin/teleport', 'debug', 'readyz'],
    startPeriod: Duration.seconds(60),
    interval: Duration.seconds(30),
    timeout: Duration.seconds(5),
    retries: 5,
  };
}

/** Go returns memory to the system before Fargate ends the task. */
function memoryLimit(memoryLimitMiB: number): { [name: string]: string } {
  return Token.isUnresolved(memoryLimitMiB) ? {} : { GOMEMLIMIT: `${Math.floor(memoryLimitMiB * 0.9)}MiB` };
}

/** The image that is given, or Teleport's for the version. */
function imageOf({ teleportVersion, enterprise = true, fips = false, image }: ImageChoice): ecs.ContainerImage {
  const edition = `${enterprise ? '-ent' : ''}${fips ? '-fips' : ''}`;
  return image ?? ecs.ContainerImage.fromRegistry(`${REGISTRY}/teleport${edition}-distroless:${teleportVersion}`);
}

/** An image that a user names, as far as it says what is in it. */
function checkImage(scope: IConstruct, name: string, { teleportVersion, fips = false, image }: ImageChoice): void {
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
