/** In the place of `jsonschema`, which every synthesis has look over the manifest of the cloud assembly: a fifth of the time of all tests, for a file that is CDK's. */
export class Validator {
  public addSchema(): void {}

  public validate(): { errors: never[] } {
    return { errors: [] };
  }
}
