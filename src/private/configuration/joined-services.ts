import type { Agent } from './agent';
import { admitsDiscoveryService } from './join-token';
import type { TeleportYamlOptions } from '../../configuration/options';
import type { TeleportJoinTokenOptions } from '../../configuration/resource-options';
import { discoveryNotAdmitted } from '../checks/warnings/policies';
import { warn } from '../checks/warnings/warning';

/** Which services join with which token, in the documents of one agent. They may be made in any order. */
export class JoinedServices {
  private readonly discovering = new Set<string>();
  private readonly withoutDiscovery = new Set<string>();

  constructor(private readonly agent: Agent) {}

  /** A configuration that names a token. */
  public joins<T extends TeleportYamlOptions>(options: T): T {
    if (options.discoveryGroup !== undefined) {
      this.discovering.add(options.joinTokenName);
      this.compare(options.joinTokenName);
    }
    return options;
  }

  /** The token itself. */
  public admits(options: TeleportJoinTokenOptions): TeleportJoinTokenOptions {
    if (!admitsDiscoveryService(this.agent, options)) {
      this.withoutDiscovery.add(options.name);
      this.compare(options.name);
    }
    return options;
  }

  private compare(name: string): void {
    if (this.discovering.has(name) && this.withoutDiscovery.has(name)) {
      warn(this.agent.stack, discoveryNotAdmitted(name));
    }
  }
}
