/** The protocols for which a role in Teleport must name the databases inside the server (`db_names`). */
export const WITH_NAMES: readonly string[] = ['postgres', 'mongodb'];
