import { aws_ecs as ecs, Duration, Fn, Token } from 'aws-cdk-lib';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { isAtLeast } from '../configuration/versions/version';

/** What the container of an agent is made of. */
export interface AgentContainer {
  readonly image: ecs.ContainerImage;
  readonly teleportVersion: string;
  readonly fips: boolean;
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

/** Adds the only container of the task. */
export function addAgent(task: ecs.FargateTaskDefinition, options: AgentContainer): ecs.ContainerDefinition {
  const linuxParameters = new ecs.LinuxParameters(task, 'LinuxParameters');
  linuxParameters.dropCapabilities(ecs.Capability.ALL);
  const container = task.addContainer('teleport', {
    image: options.image,
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
  return container;
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
