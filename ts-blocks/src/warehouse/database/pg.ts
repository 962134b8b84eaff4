/**
 * The driver. As it is read, it asks whether it runs at Cloudflare: by `navigator`, which Node has since version 21, and in Node
 * 20 by making a Response. For this, Node reads its whole HTTP client, 25 ms of each program's start. Delete this file when Node
 * 20 is no longer supported.
 */
if (!("navigator" in globalThis)) {
  const value = { userAgent: `Node.js/${process.versions.node.split(".", 1)[0]}` };
  Object.defineProperty(globalThis, "navigator", { value, configurable: true, writable: true });
}

export { Client, Pool, types } from "pg";
