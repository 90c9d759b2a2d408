/** An AWS account to deploy to: the emulator, or a real one. */
export interface Account {
  readonly id: string;
  readonly region: string;
  /** The environment of the CDK CLI. */
  readonly environment: NodeJS.ProcessEnv;
  /** The configuration of every client of the AWS SDK. */
  readonly sdk: ClientConfiguration;
}

export interface ClientConfiguration {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: Credentials;
  readonly requestHandler?: object;
  readonly maxAttempts?: number;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
