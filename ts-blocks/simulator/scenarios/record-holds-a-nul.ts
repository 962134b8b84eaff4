import type { Scenario } from "./scenario";

export const recordHoldsANul: Scenario = {
  about: "One invoice has an escaped NUL in its note, which JSON allows and Postgres text does not.",
  rules: [],
  start: [
    {
      putRecord: {
        entity: "Invoice",
        raw: '{"domain":"QBO","sparse":false,"Id":"8888888003","SyncToken":"0","MetaData":{"CreateTime":"2026-05-05T09:00:00-07:00","LastUpdatedTime":"2026-05-05T09:00:00-07:00"},"DocNumber":"NUL-1","TxnDate":"2026-05-05","PrivateNote":"before \\u0000 after","Line":[],"CustomerRef":{"value":"1"},"DueDate":"2026-05-05","TotalAmt":0,"Balance":0}',
      },
    },
  ],
};
