import { dirname, join } from "node:path";
import { copyProject } from "../local/project-copy";
import { repositoryRoot } from "../src/repository-root";

/**
 * Copies the image's Mage project to a folder that Mage can write, at each start of Mage. `copyProject` says which
 * files stay.
 */
const project = process.env.QB_PROJECT;
if (!project) throw new Error("QB_PROJECT does not say where Mage's project goes");
copyProject(join(repositoryRoot(), "mage_project"), dirname(project));
