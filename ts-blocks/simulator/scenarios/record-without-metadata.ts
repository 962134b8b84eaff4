import type { Scenario } from "./scenario";

export const recordWithoutMetadata: Scenario = {
  about: "Two records have no MetaData: no window finds them, a plain query and the count do.",
  rules: [],
  start: [
    {
      putRecord: {
        entity: "Item",
        raw: '{"Name":"Nameless import","Active":true,"FullyQualifiedName":"Nameless import","Type":"Service","domain":"QBO","sparse":false,"Id":"8888888001","SyncToken":"0"}',
      },
    },
    {
      putRecord: {
        entity: "Customer",
        raw: '{"DisplayName":"Nobody in particular","FullyQualifiedName":"Nobody in particular","Active":true,"Balance":0,"domain":"QBO","sparse":false,"Id":"8888888002","SyncToken":"0"}',
      },
    },
  ],
};
