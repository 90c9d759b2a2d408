import { IConstruct } from 'constructs';
import { getOr } from '../tokens/get-or';

/** What the constructs of one app share. `make` runs once for each app. */
export class PerApp<T> {
  private readonly known = new WeakMap<IConstruct, T>();

  constructor(private readonly make: (root: IConstruct) => T) {}

  public of({ node: { root } }: IConstruct): T {
    return getOr(this.known, root, () => this.make(root));
  }
}
