import { dirname, join } from "node:path";
import { copyProject } from "../local/project-copy";
import { repositoryRoot } from "../src/repository-root";

/** Lays the image's Mage project where Mage can write, for each start of Mage; see `copyProject` for what stays. */
const project = process.env.QB_PROJECT;
if (!project) throw new Error("QB_PROJECT does not say where Mage's project goes");
copyProject(join(repositoryRoot(), "mage_project"), dirname(project));
