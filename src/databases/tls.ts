/** How Teleport checks the certificate of a database (`mode` of `tls` in its configuration). */
export enum DatabaseTlsMode {
  /** The certificate and the host name. */
  VERIFY_FULL = 'verify-full',
  /** The certificate, but not the host name. */
  VERIFY_CA = 'verify-ca',
  /** Nothing. For tests only. */
  INSECURE = 'insecure',
}

/** How Teleport connects to a database with TLS. */
export interface DatabaseTls {
  /**
   * What Teleport checks.
   *
   * @default DatabaseTlsMode.VERIFY_FULL
   */
  readonly mode?: DatabaseTlsMode;
  /**
   * The host name in the certificate, if it is not that of the endpoint. An endpoint that somebody added to an RDS Proxy or a Redshift
   * Serverless workgroup shows the certificate of the default endpoint.
   *
   * @default - the host of the endpoint; for an added endpoint the default endpoint, required if the app does not know it
   */
  readonly serverName?: string;
  /**
   * The certificate of the authority, in PEM. Throws for other text. For resources of kind `db`. Throws in `teleport.yaml`, which takes a
   * file.
   *
   * @default - Teleport downloads the certificate of AWS
   */
  readonly caCertificate?: string;
  /**
   * The path of a file on the agent's disk with the certificate of the authority. For `teleport.yaml`. Throws for resources of kind `db`.
   *
   * @default - Teleport downloads the certificate of AWS
   */
  readonly caCertificateFile?: string;
}
