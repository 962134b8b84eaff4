// @module-tag recordings
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEntity } from "../entities";
import { recording, recordLines } from "../testing/recordings";
import { exchanges, rowsOf, Stage } from "./stage";

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open("writes");
});

afterAll(() => stage.qbo.close());

describe("writes of the 2020 sandbox", () => {
  const writes = exchanges().filter(({ file }) => file.startsWith("writes/"));
  const nounOf = (file: string): string => findEntity(file.split(".")[1] ?? "")?.name ?? "";

  test.each(writes.filter(({ method }) => method === "GET"))("$file is read", async ({ file, path }) => {
    const body = stage.cover(`minimul/${file}`);
    await stage.at(body);
    stage.only(nounOf(file), rowsOf(body, nounOf(file)));
    const [, target = ""] = path.split(/\/v3\/(?:company\/-COMPANY_ID-\/)?/);
    stage.expectSame(`minimul/${file}`, (await stage.caller.get(target)).text, body);
  });

  /** The recordings do not hold the requests. These bodies ask for what the answers show. */
  const asks: Readonly<Record<string, string>> = {
    "delete.invoice.2-response.json": '{"Id":"266","SyncToken":"0"}',
    "delete.attachable.json": '{"Id":"5000000000000503624","SyncToken":"0"}',
    "deactivate.employee.2-response.json": '{"Id":"55","SyncToken":"1","Active":false,"sparse":true}',
    "deactivate.account.2-response.json": '{"Id":"5","SyncToken":"1","Active":false,"sparse":true}',
    "update.customer.2-response.json":
      '{"Id":"68","SyncToken":"0","sparse":true,"DisplayName":"Jack Moe","PrintOnCheckName":"Jack Moe","PrimaryPhone":{"FreeFormNumber":"(415) 444-1234"}}',
    "update.salesreceipt.2-response.json": '{"Id":"17","SyncToken":"4","sparse":true,"DocNumber":"1008-2"}',
    "void.invoice.2-response.json": '{"Id":"264","SyncToken":"0"}',
    "create.customer.json": '{"DisplayName":"Doe5, Jane"}',
    "create.invoice.json":
      '{"Line":[{"Amount":100.00,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1","name":"Services"},"TaxCodeRef":{"value":"NON"}}}],"CustomerRef":{"value":"1","name":"Amy\'s Bird Sanctuary"},"BillAddr":{"Id":"2","Line1":"4581 Finch St.","City":"Bayshore","CountrySubDivisionCode":"CA","PostalCode":"94326","Lat":"INVALID","Long":"INVALID"},"ShipAddr":{"Id":"2","Line1":"4581 Finch St.","City":"Bayshore","CountrySubDivisionCode":"CA","PostalCode":"94326","Lat":"INVALID","Long":"INVALID"}}',
    "create.attachable.json": "",
  };

  test.each(writes.filter(({ method }) => method === "POST"))("$file is answered alike", async ({ file, path }) => {
    const body = stage.cover(`minimul/${file}`);
    await stage.at(body);
    const noun = nounOf(file);
    const before = file.includes("2-response")
      ? recording(`minimul/${file.replace("2-response", "1-read")}`)
      : undefined;
    if (before !== undefined) stage.only(noun, rowsOf(before, noun));
    if (file.includes("delete.attachable")) stage.only(noun, recordLines("minimul/attachable.records.jsonl"));
    if (file.includes("create.customer"))
      stage.only(noun, rowsOf(recording("minimul/envelopes/customer.page1.json"), noun).slice(0, 5));
    const [, target = ""] = path.split(/\/v3\/(?:company\/-COMPANY_ID-\/)?/);
    const heard = target.startsWith("upload")
      ? await stage.upload("Invoice", "264")
      : await stage.caller.post(target, asks[basename(file)] ?? "");
    expect(heard.status).toBe(200);
    stage.expectSame(`minimul/${file}`, heard.text, body);
  });
});

test("every recording of this file was replayed", () => stage.expectAllCovered());
