import { findEntity } from "../entities";
import { elementsOf, memberOf } from "../json-text";
import type { Moment } from "../stamps";
import type { World } from "../world";
import { Refusal } from "../write/refusal";
import { write } from "../write/write";
import { faultBlock } from "./envelope";
import { ALL_MEMBERS, servedText } from "./served";

/**
 * POST /upload: the metadata part names the records to attach the file to. A record that does not exist gives a Fault
 * inside a 200.
 */
export function uploadEnvelope(world: World, body: string, arrived: Moment): string {
  const metadata = /\{[\s\S]*"AttachableRef"[\s\S]*?\}(?=\s*(?:\r?\n--|$))/.exec(body)?.[0] ?? "{}";
  return `{"AttachableResponse":[{${attach(world, metadata, arrived)}}],"time":"${arrived.text}"}`;
}

function attach(world: World, metadata: string, arrived: Moment): string {
  const [link = "{}"] = elementsOf(memberOf(metadata, "AttachableRef") ?? "[]");
  const target = JSON.parse(memberOf(link, "EntityRef") ?? "{}") as { value?: string; type?: string };
  const entity = findEntity(target.type ?? "");
  if (entity !== undefined && world.store.shelf(entity.name).find(target.value ?? "") === undefined) {
    return `"Fault":${faultBlock({
      message: "A business validation error has occurred while processing your request",
      detail: `Business Validation Error: The entity ${entity.name} ${target.value} that you are trying to link does not exist. ${entity.name} ${target.value}`,
      code: "6000",
      element: "",
    })}`;
  }
  const attachable = findEntity("Attachable");
  if (attachable === undefined) throw new TypeError("Attachable is not known");
  try {
    const raw = write(world, attachable, "create", metadata, arrived.ms);
    return `"Attachable":${servedText(world, attachable, raw, ALL_MEMBERS)}`;
  } catch (error) {
    if (error instanceof Refusal) return `"Fault":${faultBlock(error.fault)}`;
    throw error;
  }
}
