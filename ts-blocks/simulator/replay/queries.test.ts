// @module-tag recordings
import { afterAll, beforeAll, describe, test } from "vitest";
import { recording } from "../testing/recordings";
import { exchanges, rowsOf, Stage } from "./stage";

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open("queries");
});

afterAll(() => stage.qbo.close());

describe("queries and reads of the 2020 sandbox answer the same bytes", () => {
  const envelopes = exchanges().filter(({ file }) => file.startsWith("envelopes/"));

  test.each(envelopes)("$file", async ({ file, path, origin }) => {
    const body = stage.cover(`minimul/${file}`);
    await stage.at(body);
    const [, target = ""] = path.split("-COMPANY_ID-/");
    const statement = /query=(.*)$/.exec(target)?.[1];
    const entity = /from (\w+)/i.exec(statement ?? "")?.[1] ?? "Customer";
    // The records as they were in that session. Records that a filter has to leave out stay on the shelf.
    const session = envelopes
      .filter((other) => other.origin === origin)
      .flatMap((other) => rowsOf(recording(`minimul/${other.file}`), entity));
    const others = statement === undefined || /where (?!active)/i.test(statement) ? "stay" : "gone";
    stage.only(entity, session, others);
    const heard = statement === undefined ? await stage.caller.get(target) : await stage.caller.query(statement);
    stage.expectSame(`minimul/${file}`, heard.text, body);
  });
});

test("every recording of this file was replayed", () => stage.expectAllCovered());
